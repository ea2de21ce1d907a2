/* What an AppImage begins with. A squashfs with everything else lies behind it, in the same file.
 *
 * It mounts that file system in a folder of its own and becomes the AppRun in there. A process beside it, the keeper,
 * serves the file system. AppRun inherits one end of a pipe whose other end the keeper listens to: once no process has
 * it any more, however the last one ended, the keeper takes everything down again. So signals, the exit code and the
 * terminal are those of the program itself. --appimage-extract-and-run does the same with a copy instead of a mount.
 *
 * Everything is linked statically (packaging/installers/appimage_runtime.py does it): what it needs of the machine is
 * Linux and, to mount, fusermount. That is run here and not by libfuse, which knows only the name it has had since
 * version 3.
 */
#define _GNU_SOURCE
#include <elf.h>
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#undef _POSIX_C_SOURCE /* squashfuse defines it again */
#include <squashfuse/ll.h>
#include <squashfuse/traverse.h>

#define BUFFER_SIZE (1 << 20)
#define NO_PROGRAM 127 /* exit code of a child that has nothing to execute, as in shells */

static const char USAGE[] =
    "Options of the AppImage itself; all others go to the program.\n"
    "  --appimage-extract          unpack into ./squashfs-root\n"
    "  --appimage-extract-and-run  start from a copy in $TMPDIR or /tmp, where there is no FUSE; also with\n"
    "                              APPIMAGE_EXTRACT_AND_RUN=1 in the environment\n"
    "  --appimage-offset           print where the file system begins\n"
    "  --appimage-version          print the version of what starts this AppImage\n";

static const char NO_FUSE[] =
    "This AppImage can't open itself here, for which it needs FUSE. Install the package fuse3 where it is missing (for "
    "instance: sudo apt install fuse3), or start it with --appimage-extract-and-run, which takes longer.\n";

struct image {
    char path[PATH_MAX];
    size_t offset; /* of the file system in it */
    char folder[PATH_MAX];
    int copied; /* to the folder, else mounted on it */
};

/* Where the ELF file ends that this program is; its section headers come last. */
static size_t end_of_program(const char *path)
{
    Elf64_Ehdr header;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || read(file, &header, sizeof header) != sizeof header)
        err(EXIT_FAILURE, "%s can't be read", path);
    close(file);
    return header.e_shoff + (size_t)header.e_shentsize * header.e_shnum;
}

/* Copying */

static int copy_file(sqfs *fs, sqfs_inode *inode, const char *target)
{
    static char buffer[BUFFER_SIZE];
    int file = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, inode->base.mode & 0777);
    if (file < 0)
        return -1;
    sqfs_off_t at = 0, end = (sqfs_off_t)inode->xtra.reg.file_size;
    while (at < end) {
        sqfs_off_t size = sizeof buffer;
        if (sqfs_read_range(fs, inode, at, &size, buffer) != SQFS_OK || size == 0) {
            errno = EIO;
            break;
        }
        ssize_t written = write(file, buffer, (size_t)size);
        if (written < 0)
            break;
        at += written; /* what was not written is read once more */
    }
    int reason = errno;
    close(file);
    errno = reason;
    return at == end ? 0 : -1;
}

static int copy_link(sqfs *fs, sqfs_inode *inode, const char *target)
{
    char words[PATH_MAX];
    size_t size = sizeof words;
    if (sqfs_readlink(fs, inode, words, &size) != SQFS_OK) {
        errno = EIO;
        return -1;
    }
    return symlink(words, target);
}

static int copy_entry(sqfs *fs, sqfs_traverse *at, const char *folder)
{
    char target[PATH_MAX];
    sqfs_inode inode;
    if (snprintf(target, sizeof target, "%s/%s", folder, at->path) >= (int)sizeof target) {
        errno = ENAMETOOLONG;
        return -1;
    }
    if (sqfs_inode_get(fs, &inode, sqfs_dentry_inode(&at->entry)) != SQFS_OK) {
        errno = EIO;
        return -1;
    }
    if (S_ISDIR(inode.base.mode)) /* writable, so that it can be filled and removed */
        return mkdir(target, (inode.base.mode & 0777) | S_IRWXU);
    if (S_ISLNK(inode.base.mode))
        return copy_link(fs, &inode, target);
    return copy_file(fs, &inode, target);
}

/* Writes the whole file system below a folder that exists. */
static int copy_all(sqfs *fs, const char *folder)
{
    sqfs_traverse at;
    sqfs_err error = sqfs_traverse_open(&at, fs, sqfs_inode_root(fs));
    while (error == SQFS_OK && sqfs_traverse_next(&at, &error)) {
        if (!at.dir_end && copy_entry(fs, &at, folder) != 0) {
            warn("%s/%s can't be written", folder, at.path);
            return -1;
        }
    }
    if (error == SQFS_OK)
        sqfs_traverse_close(&at);
    else
        warnx("The file system inside can't be read; get this AppImage again");
    return error == SQFS_OK ? 0 : -1;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    remove(path);
    return 0;
}

/* Mounting */

/* Executes fusermount by either of its names; of little use to the caller where it returns. */
static void become_fusermount(char *arguments[])
{
    static const char *const PLACES[] = {"fusermount3", "/usr/bin/fusermount3", "/bin/fusermount3",
                                         "fusermount",  "/usr/bin/fusermount",  "/bin/fusermount"};
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++)
        execvp(PLACES[i], arguments);
    _exit(NO_PROGRAM);
}

/* The descriptor that fusermount sends; -1 when it ends without one. */
static int receive_descriptor(int from)
{
    char byte, space[CMSG_SPACE(sizeof(int))];
    struct iovec data = {&byte, 1};
    struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1, .msg_control = space, .msg_controllen = sizeof space};
    ssize_t size;
    do
        size = recvmsg(from, &message, MSG_CMSG_CLOEXEC);
    while (size < 0 && errno == EINTR);
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (size <= 0 || header == NULL || header->cmsg_type != SCM_RIGHTS)
        return -1;
    int descriptor;
    memcpy(&descriptor, CMSG_DATA(header), sizeof descriptor);
    return descriptor;
}

/* Mounts by fusermount; the descriptor of /dev/fuse, from which the kernel's requests are read, or -1. */
static int mount_folder(const char *folder)
{
    int sockets[2], device = -1;
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, sockets) != 0)
        return -1;
    pid_t child = fork();
    if (child == 0) {
        char number[16];
        close(sockets[0]);
        snprintf(number, sizeof number, "%d", sockets[1]);
        setenv("_FUSE_COMMFD", number, 1);
        become_fusermount((char *[]){"fusermount", "-o", "ro,nosuid,nodev,fsname=AppImage,subtype=AppImage", "--",
                                     (char *)folder, NULL});
    }
    close(sockets[1]);
    if (child > 0) {
        device = receive_descriptor(sockets[0]);
        waitpid(child, NULL, 0);
    }
    close(sockets[0]);
    return device;
}

/* Also where something is still in use: that stays until it is let go. */
static void unmount_folder(const char *folder)
{
    pid_t child = fork();
    if (child == 0)
        become_fusermount((char *[]){"fusermount", "-u", "-z", "-q", "--", (char *)folder, NULL});
    if (child > 0)
        waitpid(child, NULL, 0);
}

/* Answers the kernel until nobody holds the pipe any more. */
static void serve(struct fuse_session *session, int device, int alive)
{
    struct pollfd watched[] = {{.fd = device, .events = POLLIN}, {.fd = alive}};
    struct fuse_buf request = {0};
    fcntl(device, F_SETFL, O_NONBLOCK); /* a request may be withdrawn between poll and read */
    while (!fuse_session_exited(session)) {
        if (poll(watched, 2, -1) < 0 && errno != EINTR)
            break;
        if (watched[1].revents)
            break;
        int size = fuse_session_receive_buf(session, &request);
        if (size > 0)
            fuse_session_process_buf(session, &request);
        else if (size != -EINTR && size != -EAGAIN)
            break;
    }
    free(request.mem);
}

static struct fuse_session *new_session(sqfs_ll *files, int device)
{
    static const struct fuse_lowlevel_ops OPERATIONS = {
        .lookup = sqfs_ll_op_lookup,
        .forget = sqfs_ll_op_forget,
        .getattr = sqfs_ll_op_getattr,
        .readlink = sqfs_ll_op_readlink,
        .open = sqfs_ll_op_open,
        .read = sqfs_ll_op_read,
        .release = sqfs_ll_op_release,
        .opendir = sqfs_ll_op_opendir,
        .readdir = sqfs_ll_op_readdir,
        .releasedir = sqfs_ll_op_releasedir,
    };
    char *words[] = {"AppImage", NULL}, place[32];
    struct fuse_args arguments = FUSE_ARGS_INIT(1, words);
    struct fuse_session *session = fuse_session_new(&arguments, &OPERATIONS, sizeof OPERATIONS, files);
    snprintf(place, sizeof place, "/dev/fd/%d", device); /* libfuse's way to name a device that is open already */
    return session != NULL && fuse_session_mount(session, place) == 0 ? session : NULL;
}

/* Keeping and running */

/* Lets go of the terminal or pipes, whose end others may wait for. */
static void leave_streams(void)
{
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int stream = 0; stream < 3; stream++)
        dup2(nothing, stream);
}

/* Tells the program to start. */
static void announce(int ready)
{
    leave_streams();
    if (write(ready, "", 1) == 1)
        close(ready);
}

static void keep_copy(struct image *image, sqfs_ll *files, int ready, int alive)
{
    struct pollfd watched = {.fd = alive};
    if (copy_all(&files->fs, image->folder) == 0) {
        announce(ready);
        while (poll(&watched, 1, -1) < 0 && errno == EINTR)
            continue;
    }
    nftw(image->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}

/* A child serves the files, so that they are also unmounted where that is killed, by the system for want of memory
 * perhaps. (fusermount's own auto_unmount fails for users other than root before libfuse 3.15.) */
static void keep_mount(struct image *image, sqfs_ll *files, int ready, int alive)
{
    pid_t server = fork();
    if (server == 0) {
        int device = mount_folder(image->folder);
        struct fuse_session *session = device < 0 ? NULL : new_session(files, device);
        if (device < 0)
            fputs(NO_FUSE, stderr);
        if (session != NULL) {
            announce(ready);
            serve(session, device, alive);
        }
        _exit(0);
    }
    close(ready); /* so that its end is seen where the server ends before it has told anything */
    leave_streams();
    if (server > 0)
        waitpid(server, NULL, 0);
    unmount_folder(image->folder);
    rmdir(image->folder);
}

/* Puts the files in place, waits for the end of the program, and takes them away. */
static void keep(struct image *image, int ready, int alive)
{
    sqfs_ll *files = sqfs_ll_open(image->path, image->offset);
    if (files == NULL)
        rmdir(image->folder);
    else
        (image->copied ? keep_copy : keep_mount)(image, files, ready, alive);
    _exit(0);
}

/* A folder that nobody else can look into, in the first of these places that has room for one. */
static void make_folder(struct image *image)
{
    const char *places[] = {image->copied ? NULL : getenv("XDG_RUNTIME_DIR"), getenv("TMPDIR"), "/tmp"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (places[i] == NULL || *places[i] != '/')
            continue;
        snprintf(image->folder, sizeof image->folder, "%s/.appimage-XXXXXX", places[i]);
        if (mkdtemp(image->folder) != NULL)
            return;
    }
    err(EXIT_FAILURE, "No folder can be made in $TMPDIR or /tmp");
}

/* Starts the keeper, not as a child, which the program could wait for, and in a session of its own, out of reach of the
 * terminal's keys; comes back when the files are in place. */
static void start_keeper(struct image *image)
{
    int ready[2], alive[2];
    char byte;
    if (pipe2(ready, O_CLOEXEC) != 0 || pipe(alive) != 0)
        err(EXIT_FAILURE, "This AppImage can't start");
    pid_t child = fork();
    if (child == 0) {
        if (fork() != 0)
            _exit(0);
        setsid();
        if (chdir("/") != 0) /* else the folder it was started in, on a stick perhaps, stays in use */
            _exit(EXIT_FAILURE);
        signal(SIGTERM, SIG_IGN); /* at the end of a session the program gets it too, and the pipe tells */
        signal(SIGPIPE, SIG_IGN);
        close(ready[0]);
        close(alive[1]);
        fcntl(alive[0], F_SETFD, FD_CLOEXEC);
        keep(image, ready[1], alive[0]);
    }
    if (child < 0)
        err(EXIT_FAILURE, "This AppImage can't start");
    waitpid(child, NULL, 0);
    close(ready[1]);
    close(alive[0]);
    if (read(ready[0], &byte, 1) != 1)
        exit(EXIT_FAILURE); /* the keeper has said why */
    close(ready[0]);
}

static void run(struct image *image, char *arguments[])
{
    char program[PATH_MAX + 8], *here = getcwd(NULL, 0);
    make_folder(image);
    start_keeper(image);
    setenv("APPIMAGE", image->path, 1);
    setenv("APPDIR", image->folder, 1);
    setenv("ARGV0", arguments[0], 1);
    setenv("OWD", here ? here : "", 1);
    snprintf(program, sizeof program, "%s/AppRun", image->folder);
    execv(program, arguments);
    if (errno == EACCES && image->copied)
        errx(EXIT_FAILURE, "%s may not be run: set TMPDIR to a folder in which programs may", program);
    err(EXIT_FAILURE, "%s can't be run", program);
}

static int extract(struct image *image)
{
    static const char FOLDER[] = "squashfs-root";
    if (mkdir(FOLDER, 0755) != 0)
        err(EXIT_FAILURE, "%s can't be made", FOLDER);
    sqfs_ll *files = sqfs_ll_open(image->path, image->offset);
    return files == NULL || copy_all(&files->fs, FOLDER) != 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

int main(int count, char *words[])
{
    static const char PREFIX[] = "--appimage-";
    struct image image = {.copied = getenv("APPIMAGE_EXTRACT_AND_RUN") != NULL};
    if (readlink("/proc/self/exe", image.path, sizeof image.path - 1) < 0)
        err(EXIT_FAILURE, "/proc/self/exe can't be read");
    image.offset = end_of_program(image.path);
    if (count > 1 && strncmp(words[1], PREFIX, sizeof PREFIX - 1) == 0) {
        const char *option = words[1] + sizeof PREFIX - 1;
        if (strcmp(option, "extract") == 0)
            return extract(&image);
        if (strcmp(option, "offset") == 0)
            return printf("%zu\n", image.offset) < 0;
        if (strcmp(option, "version") == 0)
            return printf("runtime of ImageRef Desktop %s\n", RUNTIME_VERSION) < 0;
        if (strcmp(option, "extract-and-run") != 0) {
            fputs(USAGE, strcmp(option, "help") == 0 ? stdout : stderr);
            return strcmp(option, "help") == 0 ? EXIT_SUCCESS : 2;
        }
        image.copied = 1;
        words[1] = words[0];
        words++;
    }
    run(&image, words);
}
