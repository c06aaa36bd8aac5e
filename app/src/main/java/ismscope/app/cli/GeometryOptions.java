package ismscope.app.cli;

import ismscope.device.model.HostLimits;
import ismscope.device.model.HostOptions;
import ismscope.device.region.MemoryGeometry;
import picocli.CommandLine.Option;

/// The options of a host that serves others: how device memory is cut, and how much guests can make
/// the host hold.
final class GeometryOptions {
    private static final MemoryGeometry USUAL = MemoryGeometry.USUAL;
    private static final HostLimits LIMITS = HostLimits.USUAL;

    @Option(
            names = "--chunk-size",
            paramLabel = "BYTES",
            converter = ByteSizeConverter.class,
            description = "Unit of device memory: a power of two, 4K and up (default: 64K).")
    private long chunkSize = USUAL.chunkSize();

    @Option(
            names = "--window",
            paramLabel = "BYTES",
            converter = ByteSizeConverter.class,
            description = "Device memory of each guest, whole chunks (default: 1G).")
    private long window = USUAL.windowSize();

    @Option(
            names = "--notify-size",
            paramLabel = "BYTES",
            converter = ByteSizeConverter.class,
            description = "Notify area of each chunk, 1 to 4K (default: 4).")
    private long notifySize = USUAL.notifySize();

    @Option(
            names = "--max-devices",
            paramLabel = "N",
            description = "Devices at one time (default: 4096).")
    private int devices = LIMITS.devices();

    @Option(
            names = "--max-regions",
            paramLabel = "N",
            description = "Regions at one time (default: 65536).")
    private int regions = LIMITS.regions();

    @Option(
            names = "--max-memory",
            paramLabel = "BYTES",
            converter = ByteSizeConverter.class,
            description = "Bytes of all regions together (default: 64G).")
    private long memory = LIMITS.memoryBytes();

    /// {@return a host of these options}
    ///
    /// @throws CommandFailure [ExitCode#USAGE] if they make no sense together
    HostOptions host() throws CommandFailure {
        try {
            return HostOptions.usual()
                    .withGeometry(new MemoryGeometry(chunkSize, window, notifySize))
                    .withLimits(
                            LIMITS.withCounts(devices, regions, LIMITS.devicesPerRegion())
                                    .withMemoryBytes(memory));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage() + ".");
        }
    }
}
