; The installer for Windows, made by Inno Setup 6.3 or newer:
;   iscc /DVersion=0.1.0 /DProgram=C:\path\dist\imageref-desktop /DIcons=C:\path\build\icons packaging\windows\imageref.iss
; A version with letters, such as 0.2.0rc1, also needs its number alone: /DNumber=0.2.0. To sign the installer and what
; removes it: /DSignTool=NAME "/SNAME=command".
; For one user, without an administrator. An upgrade replaces the program and leaves all data where they are.

#ifndef Version
  #error Say which version: iscc /DVersion=0.1.0 ...
#endif
#ifndef Program
  #error Say where the frozen program is: iscc /DProgram=...\dist\imageref-desktop ...
#endif
#ifndef Icons
  #error Say where packaging/icons.py wrote to: iscc /DIcons=...\build\icons ...
#endif
#ifndef Number
  #define Number Version
#endif
#define Name "ImageRef Desktop"
#define Window "imageref-desktop.exe"
#define Folder "imageref-desktop"

[Setup]
AppId={{07AAE1FC-E6D9-418A-A901-3C01A9C45935}
AppName={#Name}
AppVersion={#Version}
AppVerName={#Name} {#Version}
VersionInfoVersion={#Number}
PrivilegesRequired=lowest
DefaultDirName={localappdata}\Programs\{#Name}
DisableProgramGroupPage=yes
DisableDirPage=auto
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile={#Program}\licences\imageref-desktop.txt
OutputBaseFilename={#Folder}-{#Version}-windows-x64
SetupIconFile={#Icons}\imageref.ico
UninstallDisplayIcon={app}\{#Window}
UninstallDisplayName={#Name}
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes
RestartApplications=no
ChangesAssociations=yes
#ifdef SignTool
SignTool={#SignTool}
SignedUninstaller=yes
#endif

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
en.DesktopIcon=Put an icon on the desktop
de.DesktopIcon=Symbol auf den Desktop legen
en.RemoveData=Also remove your library, conversations, settings and downloaded models?%n%nYour PDF files stay where they are in any case.
de.RemoveData=Auch Bibliothek, Gespräche, Einstellungen und geladene Modelle löschen?%n%nIhre PDF-Dateien bleiben in jedem Fall, wo sie sind.
en.OpenWith=Read with ImageRef Desktop
de.OpenWith=Mit ImageRef Desktop lesen

[Tasks]
Name: "desktopicon"; Description: "{cm:DesktopIcon}"; Flags: unchecked

[InstallDelete]
; Files of the version before must not mix with those of this one.
Type: filesandordirs; Name: "{app}\_internal"
Type: filesandordirs; Name: "{app}\licences"

[Files]
Source: "{#Program}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{userprograms}\{#Name}"; Filename: "{app}\{#Window}"
Name: "{userdesktop}\{#Name}"; Filename: "{app}\{#Window}"; Tasks: desktopicon

[Registry]
; "Open with" for PDF files; what opens them by default is not changed.
Root: HKCU; Subkey: "Software\Classes\Applications\{#Window}"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "{#Name}"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\Applications\{#Window}\SupportedTypes"; ValueType: string; ValueName: ".pdf"; ValueData: ""
Root: HKCU; Subkey: "Software\Classes\Applications\{#Window}\shell\open"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "{cm:OpenWith}"
Root: HKCU; Subkey: "Software\Classes\Applications\{#Window}\shell\open\command"; ValueType: string; ValueData: """{app}\{#Window}"" ""%1"""

[Run]
Filename: "{app}\{#Window}"; Description: "{cm:LaunchProgram,{#Name}}"; Flags: nowait postinstall skipifsilent

[Code]
procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  if (Step = usPostUninstall) and not UninstallSilent() then
    if MsgBox(CustomMessage('RemoveData'), mbConfirmation, MB_YESNO or MB_DEFBUTTON2) = IDYES then
      DelTree(ExpandConstant('{localappdata}\{#Folder}'), True, True, True);
end;
