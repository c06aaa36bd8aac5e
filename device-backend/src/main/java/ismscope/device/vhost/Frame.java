package ismscope.device.vhost;

import ismscope.device.os.PassedFile;
import java.io.IOException;
import java.util.List;

/// One message as it came: not decoded yet.
///
/// @param files descriptors that came with it; whoever has the frame owns them
record Frame(VhostHeader header, byte[] payload, List<PassedFile> files) implements AutoCloseable {
    /// {@return its only descriptor}
    ///
    /// @throws FrontEndFault if there is none, or more than one
    PassedFile onlyFile() throws FrontEndFault {
        requireFiles(1);
        return files.getFirst();
    }

    /// @throws FrontEndFault if there is another number of descriptors
    void requireFiles(int count) throws FrontEndFault {
        if (files.size() != count) {
            throw new FrontEndFault(
                    "request %d came with %d descriptors instead of %d"
                            .formatted(header.request(), files.size(), count));
        }
    }

    /// Closes the descriptors of which nothing was made.
    @Override
    public void close() {
        try {
            for (PassedFile file : files) {
                file.close();
            }
        } catch (IOException e) {
            // close(2) has given the number back, whatever it says.
            return;
        }
    }
}
