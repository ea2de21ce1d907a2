/* Preloaded into a process, this notes every connection over a network that any of its code asks the C library for,
   Rust and C++ included, in the file named by CONNECTION_LOG. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void note(const char *what, const char *where) {
    const char *log = getenv("CONNECTION_LOG");
    char line[256];
    int handle, length = snprintf(line, sizeof line, "native %s %s\n", what, where);
    if (log == NULL || (handle = open(log, O_WRONLY | O_APPEND | O_CREAT, 0600)) < 0) return;
    if (write(handle, line, (size_t)length) < 0) perror(log);
    close(handle);
}

static void note_address(const char *what, const struct sockaddr *address) {
    char where[INET6_ADDRSTRLEN] = "?";
    if (address == NULL) return;
    if (address->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)address)->sin_addr, where, sizeof where);
    else if (address->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)address)->sin6_addr, where, sizeof where);
    else
        return;
    note(what, where);
}

int connect(int socket, const struct sockaddr *address, socklen_t size) {
    int (*real)(int, const struct sockaddr *, socklen_t) = dlsym(RTLD_NEXT, "connect");
    note_address("connect", address);
    return real(socket, address, size);
}

ssize_t sendto(int socket, const void *data, size_t length, int flags, const struct sockaddr *address, socklen_t size) {
    ssize_t (*real)(int, const void *, size_t, int, const struct sockaddr *, socklen_t) = dlsym(RTLD_NEXT, "sendto");
    note_address("sendto", address);
    return real(socket, data, length, flags, address, size);
}

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
    int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **) =
        dlsym(RTLD_NEXT, "getaddrinfo");
    if (name != NULL) note("getaddrinfo", name);
    return real(name, service, hints, found);
}
