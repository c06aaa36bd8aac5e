package ismscope.device.vfio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.model.Bench;
import ismscope.device.model.IsmHost;
import ismscope.device.model.RecordingTap;
import ismscope.device.os.EventCounter;
import ismscope.device.os.MemoryFile;
import ismscope.device.region.TokenSource;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import ismscope.device.tap.VirtualClock;
import ismscope.device.transport.HostThread;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A client that breaks each rule of the protocol: it is answered or cut off, the capture and the
/// log say why, nothing stays open or mapped, and a VM beside it notices nothing.
class HostileClientTest {
    private static final int EINVAL = 22;
    private static final int EEXIST = 17;
    private static final int ENOSYS = 38;
    private static final int PAGE = 4096;
    private static final String RAM = "hostile-ram";

    @TempDir private static Path folder;

    private final RecordingTap tap = new RecordingTap();
    private final List<String> log = new ArrayList<>();
    private HostThread thread;
    private VfioEndpoint server;
    private Path path;
    private VfioClient client;
    private MemoryFile ram;
    private EventCounter counter;

    @BeforeEach
    void connect() throws IOException {
        thread =
                HostThread.serving(
                        new IsmHost(Bench.SMALL, tap, new VirtualClock(), TokenSource.seeded(3)));
        path = folder.resolve("hostile");
        server = new VfioEndpoint(new VfioAddress(path, "vm", 8, ""), new VfioPeers(), log::add);
        server.open(thread);
        ram = MemoryFile.create(RAM, 16 * PAGE);
        counter = EventCounter.create();
        client = VfioClient.introduced(path);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        thread.close();
        ram.close();
        counter.close();
    }

    /// What the client does; the reply to it.
    interface Deed {
        VfioReply by(HostileClientTest test) throws IOException;
    }

    private static Arguments refused(String name, int errno, Deed deed) {
        return Arguments.of(name, errno, deed);
    }

    private static Deed request(VfioRequest request) {
        return test -> test.client.call(request);
    }

    private static Deed raw(int command, int... words) {
        return test -> test.send(command, words);
    }

    private VfioReply send(int command, int... words) throws IOException {
        ByteBuffer payload =
                ByteBuffer.allocate(words.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            payload.putInt(word);
        }
        client.raw(command, 0, VfioHeader.LENGTH + payload.capacity(), payload.array());
        return client.reply();
    }

    private VfioReply map(long offset, long address, long size) throws IOException {
        return client.call(new VfioRequest.DmaMap(3, offset, address, size), ram.fd());
    }

    private VfioReply mapped(Deed then) throws IOException {
        assertThat(map(0, 0x10000, 4 * PAGE)).isEqualTo(new VfioReply.Done());
        return then.by(this);
    }

    private static VfioRequest.SetIrqs irqs(int flags, int index, int start, int count) {
        return new VfioRequest.SetIrqs(flags, index, start, count, List.of());
    }

    static Stream<Arguments> deeds() {
        return Stream.of(versions(), ranges(), unmaps(), questions(), vectors(), accesses())
                .flatMap(stream -> stream);
    }

    private static Stream<Arguments> versions() {
        return Stream.of(
                refused(
                        "a second VERSION",
                        EINVAL,
                        request(new VfioRequest.Version(0, 0, VfioClient.QEMU))),
                refused("VERSION without text", EINVAL, raw(1, 0)),
                refused("VERSION text without an end", EINVAL, raw(1, 0, 0x41414141)),
                refused("VERSION text that is no JSON", EINVAL, raw(1, 0, 0x414141)),
                refused("VERSION cut", EINVAL, raw(1)),
                refused("no command", ENOSYS, raw(0)),
                refused("an unknown command", ENOSYS, raw(77)),
                refused("the largest command", ENOSYS, raw(0xffff)),
                refused("DMA_READ to a server", ENOSYS, raw(11, 0, 0, 8, 0)),
                refused("DMA_WRITE to a server", ENOSYS, raw(12, 0, 0, 8, 0)),
                refused("GET_REGION_IO_FDS", ENOSYS, raw(6, 32, 0, 0, 0)),
                refused("DIRTY_PAGES", ENOSYS, raw(14, 8, 0)),
                refused("DEVICE_FEATURE", ENOSYS, raw(16, 8, 0)),
                refused("MIG_DATA_READ", ENOSYS, raw(17, 8, 0)));
    }

    private static Stream<Arguments> ranges() {
        return Stream.of(
                refused("DMA_MAP cut", EINVAL, raw(2, 32, 3)),
                refused("DMA_MAP too long", EINVAL, raw(2, 32, 3, 0, 0, 0, 0, PAGE, 0, 0)),
                refused("DMA_MAP with a small argsz", EINVAL, raw(2, 31, 3, 0, 0, 0, 0, PAGE, 0)),
                refused("DMA_MAP with unknown flags", EINVAL, raw(2, 32, 7, 0, 0, 0, 0, PAGE, 0)),
                refused("DMA_MAP of no use", EINVAL, raw(2, 32, 0, 0, 0, 0, 0, PAGE, 0)),
                refused("DMA_MAP of nothing", EINVAL, raw(2, 32, 3, 0, 0, 0, 0, 0, 0)),
                refused(
                        "DMA_MAP around the end of addresses",
                        EINVAL,
                        raw(2, 32, 3, 0, 0, -PAGE, -1, 2 * PAGE, 0)),
                refused("DMA_MAP at half a page", EINVAL, test -> test.map(0, 2048, PAGE)),
                refused("DMA_MAP of half a page", EINVAL, test -> test.map(0, 0, 2048)),
                refused("DMA_MAP from half a page", EINVAL, test -> test.map(2048, 0, PAGE)),
                refused("DMA_MAP beyond the file", EINVAL, test -> test.map(0, 0, 17 * PAGE)),
                refused(
                        "DMA_MAP from beyond the file",
                        EINVAL,
                        test -> test.map(16 * PAGE, 0, PAGE)),
                refused(
                        "DMA_MAP from a negative place",
                        EINVAL,
                        test -> test.map(Long.MIN_VALUE, 0, PAGE)),
                refused("DMA_MAP of more than there is", EINVAL, test -> test.map(0, 0, 1L << 62)),
                refused(
                        "DMA_MAP with two files",
                        EINVAL,
                        test ->
                                test.client.call(
                                        new VfioRequest.DmaMap(3, 0, 0, PAGE),
                                        test.ram.fd(),
                                        test.ram.fd())),
                refused(
                        "DMA_MAP of an event counter",
                        EINVAL,
                        test ->
                                test.client.call(
                                        new VfioRequest.DmaMap(3, 0, 0, PAGE), test.counter.fd())),
                refused(
                        "DMA_MAP of a socket",
                        EINVAL,
                        test ->
                                test.client.call(
                                        new VfioRequest.DmaMap(3, 0, 0, PAGE),
                                        test.client.socket().fd())),
                refused(
                        "a read-only DMA_MAP beyond the file",
                        EINVAL,
                        test ->
                                test.client.call(
                                        new VfioRequest.DmaMap(1, 0, 0, 32 * PAGE), test.ram.fd())),
                refused(
                        "the same DMA_MAP again",
                        EEXIST,
                        test -> test.mapped(it -> it.map(0, 0x10000, 4 * PAGE))),
                refused(
                        "a DMA_MAP over the end of another",
                        EEXIST,
                        test -> test.mapped(it -> it.map(0, 0x13000, 2 * PAGE))),
                refused(
                        "a DMA_MAP over the start of another",
                        EEXIST,
                        test -> test.mapped(it -> it.map(0, 0xf000, 2 * PAGE))),
                refused(
                        "a DMA_MAP inside of another",
                        EEXIST,
                        test -> test.mapped(it -> it.map(0, 0x11000, PAGE))),
                refused(
                        "a DMA_MAP around another",
                        EEXIST,
                        test -> test.mapped(it -> it.map(0, 0xf000, 8 * PAGE))),
                refused(
                        "a DMA_MAP without a file over another",
                        EEXIST,
                        test ->
                                test.mapped(it ->
                                        it.client.call(
                                                new VfioRequest.DmaMap(1, 0, 0x12000, PAGE)))));
    }

    private static Stream<Arguments> unmaps() {
        return Stream.of(
                refused("DMA_UNMAP cut", EINVAL, raw(3, 24, 0)),
                refused("DMA_UNMAP with a small argsz", EINVAL, raw(3, 8, 0, 0, 0, PAGE, 0)),
                refused("DMA_UNMAP with unknown flags", EINVAL, raw(3, 24, 1, 0, 0, PAGE, 0)),
                refused("DMA_UNMAP of nothing", EINVAL, raw(3, 24, 0, 0, 0, 0, 0)),
                refused("DMA_UNMAP of all and a range", EINVAL, raw(3, 24, 2, 0, 0, PAGE, 0)),
                refused(
                        "DMA_UNMAP of the start of a range",
                        EINVAL,
                        test -> test.mapped(request(new VfioRequest.DmaUnmap(0, 0x10000, PAGE)))),
                refused(
                        "DMA_UNMAP of the end of a range",
                        EINVAL,
                        test -> test.mapped(request(new VfioRequest.DmaUnmap(0, 0x13000, PAGE)))),
                refused(
                        "DMA_UNMAP from inside of a range on",
                        EINVAL,
                        test ->
                                test.mapped(
                                        request(new VfioRequest.DmaUnmap(0, 0x12000, 8 * PAGE)))));
    }

    private static Stream<Arguments> questions() {
        return Stream.of(
                refused("GET_INFO cut", EINVAL, raw(4, 16)),
                refused("GET_INFO with a small argsz", EINVAL, raw(4, 8, 0, 0, 0)),
                refused("GET_REGION_INFO cut", EINVAL, raw(5, 32, 0, 0)),
                refused(
                        "GET_REGION_INFO with a small argsz",
                        EINVAL,
                        raw(5, 16, 0, 0, 0, 0, 0, 0, 0)),
                refused("a tenth region", EINVAL, request(new VfioRequest.RegionInfo(32, 9))),
                refused("region -1", EINVAL, request(new VfioRequest.RegionInfo(32, -1))),
                refused("GET_IRQ_INFO cut", EINVAL, raw(7, 16, 0)),
                refused("a sixth interrupt index", EINVAL, request(new VfioRequest.IrqInfo(5))),
                refused("interrupt index -1", EINVAL, request(new VfioRequest.IrqInfo(-1))),
                refused("DEVICE_RESET with a payload", EINVAL, raw(13, 0)),
                refused(
                        "a file with a question",
                        EINVAL,
                        test -> test.client.call(new VfioRequest.DeviceInfo(), test.ram.fd())),
                refused(
                        "files with a load",
                        EINVAL,
                        test ->
                                test.client.call(
                                        new VfioRequest.RegionRead(0, 7, 2),
                                        VfioClient.times(16, test.ram.fd()))));
    }

    private static Stream<Arguments> vectors() {
        return Stream.of(
                refused("SET_IRQS cut", EINVAL, raw(8, 20, 0x24, 2, 0)),
                refused("SET_IRQS with a small argsz", EINVAL, raw(8, 16, 0x24, 2, 0, 1)),
                refused("SET_IRQS without an action", EINVAL, raw(8, 20, 4, 2, 0, 1)),
                refused("SET_IRQS without a kind of data", EINVAL, raw(8, 20, 0x20, 2, 0, 1)),
                refused("SET_IRQS of two actions", EINVAL, raw(8, 20, 0x31, 2, 0, 1)),
                refused("SET_IRQS of unknown flags", EINVAL, raw(8, 20, 0x64, 2, 0, 1)),
                refused("SET_IRQS with too little data", EINVAL, raw(8, 20, 0x22, 2, 0, 8, 0)),
                refused("a vector that is not there", EINVAL, request(irqs(0x21, 2, 8, 1))),
                refused("more vectors than there are", EINVAL, request(irqs(0x24, 2, 4, 5))),
                refused("vector -1", EINVAL, request(irqs(0x24, 2, -1, 1))),
                refused("-1 vectors", EINVAL, request(irqs(0x24, 2, 0, -1))),
                refused("no vectors with descriptors", EINVAL, request(irqs(0x24, 2, 0, 0))),
                refused("an INTx vector", EINVAL, request(irqs(0x24, 0, 0, 1))),
                refused(
                        "an interrupt index that is not there",
                        EINVAL,
                        request(irqs(0x21, 9, 0, 0))),
                refused(
                        "an ERR vector",
                        EINVAL,
                        test -> test.client.call(irqs(0x24, 3, 0, 1), test.counter.fd())),
                refused(
                        "fewer counters than vectors",
                        EINVAL,
                        test -> test.client.call(irqs(0x24, 2, 0, 2), test.counter.fd())),
                refused(
                        "more counters than vectors",
                        EINVAL,
                        test ->
                                test.client.call(
                                        irqs(0x24, 2, 0, 1),
                                        VfioClient.times(3, test.counter.fd()))),
                refused(
                        "a file as a vector",
                        EINVAL,
                        test -> test.client.call(irqs(0x24, 2, 0, 1), test.ram.fd())),
                refused(
                        "a counter and a file as vectors",
                        EINVAL,
                        test ->
                                test.client.call(
                                        irqs(0x24, 2, 0, 2), test.counter.fd(), test.ram.fd())),
                refused(
                        "more counters than a message may carry",
                        EINVAL,
                        test ->
                                test.client.call(
                                        irqs(0x24, 2, 0, 8),
                                        VfioClient.times(17, test.counter.fd()))),
                refused(
                        "a counter that masks",
                        EINVAL,
                        test -> test.client.call(irqs(0x0c, 2, 0, 1), test.counter.fd())),
                refused(
                        "a counter with a trigger",
                        EINVAL,
                        test -> test.client.call(irqs(0x21, 2, 0, 1), test.counter.fd())));
    }

    private static Stream<Arguments> accesses() {
        return Stream.of(
                refused("a load cut", EINVAL, raw(9, 0, 0, 0)),
                refused("a load too long", EINVAL, raw(9, 0, 0, 7, 2, 0)),
                refused("a load of nothing", EINVAL, raw(9, 0, 0, 7, 0)),
                refused("a load of -1 bytes", EINVAL, raw(9, 0, 0, 7, -1)),
                refused(
                        "a load beyond a region",
                        EINVAL,
                        request(new VfioRequest.RegionRead(255, 7, 2))),
                refused(
                        "a load from a negative place",
                        EINVAL,
                        request(new VfioRequest.RegionRead(-8, 0, 8))),
                refused(
                        "a load from the largest place",
                        EINVAL,
                        request(new VfioRequest.RegionRead(Long.MAX_VALUE, 4, 8))),
                refused(
                        "a load from a BAR's upper half",
                        EINVAL,
                        request(new VfioRequest.RegionRead(0, 3, 4))),
                refused(
                        "a load from the ROM",
                        EINVAL,
                        request(new VfioRequest.RegionRead(0, 6, 4))),
                refused(
                        "a load from a region that is not there",
                        EINVAL,
                        request(new VfioRequest.RegionRead(0, 12, 4))),
                refused(
                        "a load from region -1",
                        EINVAL,
                        request(new VfioRequest.RegionRead(0, -1, 4))),
                refused(
                        "a long load from registers",
                        EINVAL,
                        request(new VfioRequest.RegionRead(0, 0, 64))),
                refused("a store without data", EINVAL, raw(10, 0, 0, 0, 4)),
                refused("a store with less data", EINVAL, raw(10, 0, 0, 0, 8, 0)),
                refused("a store with more data", EINVAL, raw(10, 0, 0, 0, 2, 0)),
                refused("a store of nine bytes", EINVAL, raw(10, 0, 0, 0, 9, 0, 0, 0)),
                refused(
                        "a store beyond a region",
                        EINVAL,
                        request(new VfioRequest.RegionWrite(0x4000, 0, 1, 0))),
                refused(
                        "a store to the VGA",
                        EINVAL,
                        request(new VfioRequest.RegionWrite(0, 8, 1, 0))),
                refused("many stores cut", EINVAL, raw(15, 2, 0, 0, 0, 0, 4, 0, 0)),
                refused("many stores without end", EINVAL, raw(15, -1, -1)),
                refused("many stores, one of nine bytes", EINVAL, raw(15, 1, 0, 0, 0, 0, 9, 0, 0)),
                refused(
                        "many stores, one beyond a region",
                        EINVAL,
                        request(
                                new VfioRequest.RegionWrites(
                                        List.of(
                                                new VfioRequest.RegionWrite(0, 7, 1, 0),
                                                new VfioRequest.RegionWrite(256, 7, 1, 0))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deeds")
    void isRefusedWithALineAndARecordAndLeavesNothing(String name, int errno, Deed deed)
            throws IOException {
        assertThat(name).isNotBlank();
        int before = counters();
        assertThat(deed.by(this)).isEqualTo(new VfioReply.Failed(errno));
        assertThat(violations()).hasSize(1);
        assertThat(said()).anyMatch(line -> line.startsWith("vm: ") && line.endsWith("."));
        assertThat(counters()).isEqualTo(before);
        assertThat(client.read(7, 0, 4)).isEqualTo(0x106c1af4);
        client.call(new VfioRequest.DmaUnmap(VfioRequest.DmaUnmap.ALL, 0, 0));
        assertThat(mappings()).isZero();
        assertThat(ramFiles()).isEqualTo(1);
    }

    private List<TapRecord.Violation> violations() {
        return thread.ask(_ -> tap.of(TapRecord.Violation.class));
    }

    private List<String> said() {
        return thread.ask(_ -> List.copyOf(log));
    }

    private static Arguments broken(String name, Deed deed) {
        return Arguments.of(name, deed);
    }

    private static Deed header(int command, int flags, int size, int... files) {
        return test -> {
            test.client.raw(command, flags, size, new byte[0], files);
            return new VfioReply.Done();
        };
    }

    static Stream<Arguments> breaks() {
        return Stream.of(
                broken("a message of no bytes", header(4, 0, 0)),
                broken("a message shorter than its header", header(4, 0, 15)),
                broken("a message of 2 GiB", header(10, 0, Integer.MAX_VALUE)),
                broken("a message of 4 GiB", header(10, 0, -1)),
                broken("a message of more than was said", header(10, 0, 65 << 10)),
                broken(
                        "descriptors in the middle of a message",
                        test -> {
                            test.client.questionAndHalfAnother();
                            test.client.reply();
                            test.client.rest(16, test.counter.fd());
                            return new VfioReply.Done();
                        }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaks")
    void isCutOffAndDrained(String name, Deed deed) throws IOException {
        assertThat(name).isNotBlank();
        mapped(_ -> new VfioReply.Done());
        deed.by(this);
        assertThat(client.awaitEnd()).isTrue();
        // A QEMU goes on for a while and must not be reset.
        client.raw(4, 0, 32, new byte[16]);
        assertThat(violations()).hasSize(1);
        assertThat(said()).last().asString().contains("connection dropped");
        assertThat(tap.of(TapRecord.DeviceRemoved.class))
                .containsExactly(
                        new TapRecord.DeviceRemoved(TapRecord.DeviceRemoved.PROTOCOL_ERROR));
        assertThat(mappings()).isZero();
        assertThat(ramFiles()).isEqualTo(1);
        try (VfioClient next = VfioClient.introduced(path)) {
            assertThat(next.read(7, 0, 4)).isEqualTo(0x106c1af4);
        }
    }

    @Test
    void asksForErrorInterruptsWithoutBlame() throws IOException {
        assertThat(client.call(new VfioRequest.IrqInfo(3))).isEqualTo(new VfioReply.Failed(EINVAL));
        assertThat(violations()).isEmpty();
    }

    @Test
    void unmapsWhatIsNotThereWithoutBlame() throws IOException {
        assertThat(client.call(new VfioRequest.DmaUnmap(0, 0xfef0_0000L, PAGE)))
                .isEqualTo(new VfioReply.Unmapped(0, 0xfef0_0000L, PAGE));
        assertThat(violations()).isEmpty();
    }

    @Test
    void getsNoDeviceBeforeItHasSaidWhoItIs() throws IOException {
        try (VfioClient stranger = VfioClient.connect(path)) {
            assertThatThrownBy(() -> stranger.call(new VfioRequest.DeviceInfo()))
                    .hasMessageContaining("ended");
        }
        try (VfioClient other = VfioClient.connect(path)) {
            assertThat(other.call(new VfioRequest.Version(1, 0, VfioClient.QEMU)))
                    .isEqualTo(new VfioReply.Failed(EINVAL));
            assertThat(other.call(new VfioRequest.Version(0, 9, VfioClient.QEMU)))
                    .isInstanceOf(VfioReply.Version.class);
        }
        assertThat(said()).anyMatch(line -> line.contains("VERSION: version=1.0"));
    }

    @Test
    void isCutOffWhenItDoesNotReadItsReplies() throws IOException {
        for (int i = 0; i < 20_000; i++) {
            try {
                client.raw(9, 0, 32, load(7, 0, 256));
            } catch (IOException _) {
                break;
            }
        }
        assertThat(said()).anyMatch(line -> line.contains("does not read its replies"));
    }

    private static byte[] load(int region, long offset, int count) {
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(offset)
                .putInt(region)
                .putInt(count)
                .array();
    }

    @Test
    void isCutOffAfterManyRefusals() throws IOException {
        for (int i = 0; i < 1000; i++) {
            assertThat(client.call(new VfioRequest.IrqInfo(9)))
                    .isEqualTo(new VfioReply.Failed(EINVAL));
        }
        assertThatThrownBy(() -> client.call(new VfioRequest.IrqInfo(9)))
                .hasMessageContaining("ended");
    }

    @Test
    void isNotAnsweredWhereItWantsNoAnswer() throws IOException {
        client.post(new VfioRequest.RegionWrite(0x9000, 0, 4, 1));
        client.post(new VfioRequest.IrqInfo(77));
        assertThat(client.read(7, 0, 2)).isEqualTo(0x1af4);
        assertThat(violations())
                .extracting(TapRecord.Violation::rule)
                .containsExactly(
                        ViolationRule.REGISTER_ACCESS.code(), ViolationRule.MESSAGE_REFUSED.code());
    }

    private static int counters() throws IOException {
        return open("[eventfd]");
    }

    private static int ramFiles() throws IOException {
        return open("memfd:" + RAM);
    }

    private static int open(String kind) throws IOException {
        int count = 0;
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path entry : open) {
                try {
                    count += Files.readSymbolicLink(entry).toString().contains(kind) ? 1 : 0;
                } catch (NoSuchFileException _) {
                    // The descriptor of this listing itself, or one closed meanwhile.
                }
            }
        }
        return count;
    }

    private static long mappings() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains("memfd:" + RAM)).count();
        }
    }
}
