package ismscope.device.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// System calls on sockets whose messages carry descriptors. Threads: any.
final class SocketCalls {
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_CMSG_CLOEXEC = 0x4000_0000;
    static final int SHUT_WR = 1;
    static final int SHUT_RDWR = 2;

    private static final MethodHandle RECVMSG =
            SystemCall.call(
                    "recvmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SENDMSG =
            SystemCall.call(
                    "sendmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SHUTDOWN =
            SystemCall.call("shutdown", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

    private SocketCalls() {}

    /// {@return bytes received, 0 at the end of the stream, -1 if there is nothing now}
    static long recvmsg(int fd, MemorySegment message, boolean wait) throws IOException {
        return transfer(RECVMSG, "recvmsg", fd, message, MSG_CMSG_CLOEXEC | waiting(wait));
    }

    /// {@return bytes sent, -1 if there is no room now}
    static long sendmsg(int fd, MemorySegment message, boolean wait) throws IOException {
        return transfer(SENDMSG, "sendmsg", fd, message, MSG_NOSIGNAL | waiting(wait));
    }

    private static int waiting(boolean wait) {
        return wait ? 0 : MSG_DONTWAIT;
    }

    private static long transfer(
            MethodHandle call, String name, int fd, MemorySegment message, int flags)
            throws IOException {
        SystemCall.Scratch scratch = SystemCall.scratch();
        try {
            while (true) {
                long bytes = (long) call.invokeExact(scratch.errnoSlot(), fd, message, flags);
                if (bytes >= 0) {
                    return bytes;
                }
                int errno = scratch.errno();
                if (errno == SystemCall.EAGAIN) {
                    return -1;
                }
                if (errno == SystemCall.ECONNRESET && name.equals("recvmsg")) {
                    // The peer is gone and has left something unread: gone all the same.
                    return 0;
                }
                if (errno != SystemCall.EINTR) {
                    throw SystemCall.failure(name, scratch);
                }
            }
        } catch (Throwable e) {
            throw SystemCall.rethrown(e);
        }
    }

    /// Ends one direction or both: whoever waits for bytes of it gets the end of the stream.
    ///
    /// @param how [#SHUT_WR] or [#SHUT_RDWR]
    static void shutdown(int fd, int how) throws IOException {
        SystemCall.Scratch scratch = SystemCall.scratch();
        try {
            int result = (int) SHUTDOWN.invokeExact(scratch.errnoSlot(), fd, how);
            SystemCall.checked(result, "shutdown", scratch);
        } catch (Throwable e) {
            throw SystemCall.rethrown(e);
        }
    }
}
