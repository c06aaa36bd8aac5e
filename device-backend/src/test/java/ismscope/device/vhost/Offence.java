package ismscope.device.vhost;

import ismscope.device.os.PassedFile;
import ismscope.device.protocol.FeatureBit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A rule of the protocol that is broken, and part of what the host says to it.
record Offence(String name, String sentence, Deed deed) {
    /// What a front-end does.
    interface Deed {
        void commit(FakeFrontEnd fake) throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }

    /// {@return one of each}
    static List<Offence> all() {
        return List.of(
                new Offence("OTHER_VERSION", "no header", fake -> fake.bytes(header(1, 2, 0))),
                new Offence("VERSION_ZERO", "no header", fake -> fake.bytes(header(1, 0, 0))),
                new Offence("HUGE_PAYLOAD", "no header", fake -> fake.bytes(header(5, 1, 4097))),
                new Offence("NEGATIVE_PAYLOAD", "no header", fake -> fake.bytes(header(5, 1, -1))),
                new Offence(
                        "REPLY_INSTEAD_OF_REQUEST",
                        "a reply where",
                        fake -> fake.bytes(header(1, 5, 0))),
                new Offence(
                        "GET_FEATURES_OF_8_BYTES",
                        "of 8 bytes",
                        sized(FrontEndRequest.GET_FEATURES, 8)),
                new Offence(
                        "SET_FEATURES_OF_0_BYTES",
                        "of 0 bytes",
                        sized(FrontEndRequest.SET_FEATURES, 0)),
                new Offence(
                        "SET_FEATURES_OF_16_BYTES",
                        "of 16 bytes",
                        sized(FrontEndRequest.SET_FEATURES, 16)),
                new Offence(
                        "SET_OWNER_OF_4_BYTES", "of 4 bytes", sized(FrontEndRequest.SET_OWNER, 4)),
                new Offence(
                        "SET_MEM_TABLE_OF_4_BYTES",
                        "of 4 bytes",
                        sized(FrontEndRequest.SET_MEM_TABLE, 4)),
                new Offence(
                        "SET_VRING_NUM_OF_4_BYTES",
                        "of 4 bytes",
                        sized(FrontEndRequest.SET_VRING_NUM, 4)),
                new Offence(
                        "SET_VRING_ADDR_OF_32_BYTES",
                        "of 32 bytes",
                        sized(FrontEndRequest.SET_VRING_ADDR, 32)),
                new Offence(
                        "SET_VRING_BASE_OF_12_BYTES",
                        "of 12 bytes",
                        sized(FrontEndRequest.SET_VRING_BASE, 12)),
                new Offence(
                        "GET_VRING_BASE_OF_0_BYTES",
                        "of 0 bytes",
                        sized(FrontEndRequest.GET_VRING_BASE, 0)),
                new Offence(
                        "SET_VRING_KICK_OF_0_BYTES",
                        "of 0 bytes",
                        sized(FrontEndRequest.SET_VRING_KICK, 0)),
                new Offence(
                        "SET_VRING_CALL_OF_4_BYTES",
                        "of 4 bytes",
                        sized(FrontEndRequest.SET_VRING_CALL, 4)),
                new Offence(
                        "SET_VRING_ERR_OF_16_BYTES",
                        "of 16 bytes",
                        sized(FrontEndRequest.SET_VRING_ERR, 16)),
                new Offence(
                        "GET_PROTOCOL_FEATURES_OF_1_BYTES",
                        "of 1 bytes",
                        sized(FrontEndRequest.GET_PROTOCOL_FEATURES, 1)),
                new Offence(
                        "SET_PROTOCOL_FEATURES_OF_4_BYTES",
                        "of 4 bytes",
                        sized(FrontEndRequest.SET_PROTOCOL_FEATURES, 4)),
                new Offence(
                        "SET_VRING_ENABLE_OF_4_BYTES",
                        "of 4 bytes",
                        sized(FrontEndRequest.SET_VRING_ENABLE, 4)),
                new Offence(
                        "SET_BACKEND_REQ_FD_OF_8_BYTES",
                        "of 8 bytes",
                        sized(FrontEndRequest.SET_BACKEND_REQ_FD, 8)),
                new Offence(
                        "GET_CONFIG_OF_8_BYTES",
                        "of 8 bytes",
                        sized(FrontEndRequest.GET_CONFIG, 8)),
                new Offence(
                        "SET_CONFIG_OF_13_BYTES",
                        "of 13 bytes",
                        sized(FrontEndRequest.SET_CONFIG, 13)),
                new Offence(
                        "GET_SHMEM_CONFIG_OF_8_BYTES",
                        "of 8 bytes",
                        sized(FrontEndRequest.GET_SHMEM_CONFIG, 8)),
                new Offence(
                        "TABLE_COUNT_BEYOND_PAYLOAD",
                        "of 40 bytes",
                        owned(fake -> {
                            byte[] bytes =
                                    VhostCodec.encodeFrontEnd(
                                            new FrontEndMessage.MemoryTable(
                                                    List.of(at(0, 4096, 0))),
                                            false);
                            bytes[12] = 2;
                            fake.bytes(bytes, fake.ram.fd());
                        })),
                new Offence(
                        "CONFIG_SIZE_BEYOND_PAYLOAD",
                        "of 44 bytes",
                        owned(fake -> {
                            byte[] bytes =
                                    VhostCodec.encodeFrontEnd(
                                            new FrontEndMessage.Config(
                                                    FrontEndRequest.GET_CONFIG,
                                                    new ConfigBytes(0, 0, new byte[32])),
                                            false);
                            bytes[16] = 33;
                            fake.bytes(bytes);
                        })),
                new Offence("MEMORY_BEFORE_OWNER", "before SET_OWNER", fake -> fake.tellMemory()),
                new Offence(
                        "CONFIG_BEFORE_OWNER",
                        "before SET_OWNER",
                        fake ->
                                fake.send(
                                        new FrontEndMessage.Config(
                                                FrontEndRequest.GET_CONFIG,
                                                new ConfigBytes(0, 0, new byte[32])))),
                new Offence(
                        "ENABLE_BEFORE_OWNER",
                        "before SET_OWNER",
                        fake -> fake.ring(FrontEndRequest.SET_VRING_ENABLE, 0, 1)),
                new Offence(
                        "STOP_BEFORE_OWNER",
                        "before SET_OWNER",
                        fake -> fake.ring(FrontEndRequest.GET_VRING_BASE, 0, 0)),
                new Offence(
                        "TWO_OWNERS",
                        "a second time",
                        owned(fake -> fake.plain(FrontEndRequest.SET_OWNER))),
                new Offence(
                        "TWO_CHANNELS",
                        "a second time",
                        owned(fake ->
                                fake.plain(
                                        FrontEndRequest.SET_BACKEND_REQ_FD, fake.channel[1].fd()))),
                new Offence(
                        "PROTOCOL_CHANGED_LATE",
                        "after SET_OWNER",
                        owned(fake ->
                                fake.value(
                                        FrontEndRequest.SET_PROTOCOL_FEATURES, FakeFrontEnd.QEMU))),
                new Offence(
                        "FEATURES_CHANGED_WHILE_RUNNING",
                        "while the device runs",
                        running(fake ->
                                fake.value(
                                        FrontEndRequest.SET_FEATURES, HostileFrontEndTest.MODERN))),
                new Offence(
                        "SIZE_CHANGED_WHILE_RUNNING",
                        "while it runs",
                        running(fake -> fake.ring(FrontEndRequest.SET_VRING_NUM, 0, 8))),
                new Offence(
                        "BASE_CHANGED_WHILE_RUNNING",
                        "while it runs",
                        running(fake -> fake.ring(FrontEndRequest.SET_VRING_BASE, 1, 0))),
                new Offence(
                        "ADDRESS_CHANGED_WHILE_RUNNING",
                        "while it runs",
                        running(fake ->
                                fake.send(new FrontEndMessage.VringAddress(0, 0, 0, 0, 0, 0)))),
                new Offence(
                        "FEATURE_NOT_OFFERED",
                        "not offered",
                        owned(fake -> fake.value(FrontEndRequest.SET_FEATURES, 1L << 26))),
                new Offence(
                        "RING_RESET_NOT_OFFERED",
                        "not offered",
                        owned(fake ->
                                fake.value(
                                        FrontEndRequest.SET_FEATURES,
                                        FeatureBit.RING_RESET.mask()))),
                new Offence(
                        "REGION_VECTORS_NOT_OFFERED",
                        "not offered",
                        owned(fake ->
                                fake.value(
                                        FrontEndRequest.SET_FEATURES,
                                        FeatureBit.EVENT_IRQ.mask()))),
                new Offence(
                        "SLOTS_NOT_OFFERED",
                        "not offered",
                        fake -> fake.value(FrontEndRequest.SET_PROTOCOL_FEATURES, 1L << 15)),
                new Offence(
                        "STATUS_NOT_OFFERED",
                        "not offered",
                        fake -> fake.value(FrontEndRequest.SET_PROTOCOL_FEATURES, 1L << 16)),
                new Offence(
                        "REGION_ADDED_WITHOUT_SLOTS",
                        "is offered",
                        owned(fake ->
                                fake.send(
                                        new FrontEndMessage.SingleRegion(
                                                FrontEndRequest.ADD_MEM_REG, at(0, 4096, 0)),
                                        fake.ram.fd()))),
                new Offence(
                        "REGION_REMOVED_WITHOUT_SLOTS",
                        "is offered",
                        owned(fake ->
                                fake.send(
                                        new FrontEndMessage.SingleRegion(
                                                FrontEndRequest.REM_MEM_REG, at(0, 4096, 0))))),
                new Offence(
                        "SLOTS_ASKED_FOR",
                        "is offered",
                        owned(fake -> fake.plain(FrontEndRequest.GET_MAX_MEM_SLOTS))),
                new Offence(
                        "STATUS_ASKED_FOR",
                        "is offered",
                        owned(fake -> fake.plain(FrontEndRequest.GET_STATUS))),
                new Offence(
                        "STATUS_SET",
                        "is offered",
                        owned(fake -> fake.value(FrontEndRequest.SET_STATUS, 8))),
                new Offence(
                        "CHANNEL_WITHOUT_ITS_FEATURE",
                        "is offered",
                        fake ->
                                fake.plain(
                                        FrontEndRequest.SET_BACKEND_REQ_FD, fake.channel[1].fd())),
                new Offence(
                        "CHANNEL_WITHOUT_DESCRIPTOR",
                        "0 descriptors instead of 1",
                        fake -> fake.plain(FrontEndRequest.SET_BACKEND_REQ_FD)),
                new Offence(
                        "CHANNEL_WITH_TWO",
                        "2 descriptors instead of 1",
                        fake ->
                                fake.plain(
                                        FrontEndRequest.SET_BACKEND_REQ_FD,
                                        fake.channel[1].fd(),
                                        fake.kick.fd())),
                new Offence(
                        "OWNER_WITH_DESCRIPTOR",
                        "1 descriptors instead of 0",
                        fake -> fake.plain(FrontEndRequest.SET_OWNER, fake.kick.fd())),
                new Offence(
                        "FEATURES_WITH_DESCRIPTOR",
                        "1 descriptors instead of 0",
                        fake -> fake.value(FrontEndRequest.SET_FEATURES, 0, fake.ram.fd())),
                new Offence(
                        "SIZE_WITH_DESCRIPTOR",
                        "1 descriptors instead of 0",
                        owned(fake ->
                                fake.send(
                                        new FrontEndMessage.VringState(
                                                FrontEndRequest.SET_VRING_NUM, 0, 16),
                                        fake.ram.fd()))),
                new Offence(
                        "CONFIG_WITH_DESCRIPTOR",
                        "1 descriptors instead of 0",
                        owned(fake ->
                                fake.send(
                                        new FrontEndMessage.Config(
                                                FrontEndRequest.GET_CONFIG,
                                                new ConfigBytes(0, 0, new byte[32])),
                                        fake.ram.fd()))),
                new Offence(
                        "KICK_WITHOUT_DESCRIPTOR",
                        "0 descriptors instead of 1",
                        owned(fake -> fake.value(FrontEndRequest.SET_VRING_KICK, 0))),
                new Offence(
                        "CALL_WITH_TWO",
                        "2 descriptors instead of 1",
                        owned(fake ->
                                fake.value(
                                        FrontEndRequest.SET_VRING_CALL,
                                        0,
                                        fake.call.fd(),
                                        fake.call.fd()))),
                new Offence(
                        "NO_KICK_WITH_DESCRIPTOR",
                        "1 descriptors instead of 0",
                        owned(fake ->
                                fake.value(FrontEndRequest.SET_VRING_KICK, 0x100, fake.kick.fd()))),
                new Offence(
                        "POLLED_RING",
                        "none is polled",
                        owned(fake -> fake.value(FrontEndRequest.SET_VRING_KICK, 0x100))),
                new Offence(
                        "KICK_THAT_IS_MEMORY",
                        "no eventfd",
                        owned(fake ->
                                fake.value(FrontEndRequest.SET_VRING_KICK, 0, fake.ram.fd()))),
                new Offence(
                        "CALL_THAT_IS_A_SOCKET",
                        "no eventfd",
                        owned(fake ->
                                fake.value(
                                        FrontEndRequest.SET_VRING_CALL, 1, fake.channel[1].fd()))),
                new Offence(
                        "ERR_THAT_IS_MEMORY",
                        "no eventfd",
                        owned(fake -> fake.value(FrontEndRequest.SET_VRING_ERR, 1, fake.ram.fd()))),
                new Offence(
                        "MEMORY_THAT_IS_A_COUNTER",
                        "no file with bytes",
                        owned(fake ->
                                fake.send(
                                        new FrontEndMessage.MemoryTable(List.of(at(0, 4096, 0))),
                                        fake.kick.fd()))),
                new Offence(
                        "MEMORY_WITHOUT_DESCRIPTOR",
                        "0 descriptors instead of 1",
                        table(0, at(0, 4096, 0))),
                new Offence(
                        "MEMORY_WITH_MORE_DESCRIPTORS",
                        "2 descriptors instead of 1",
                        table(2, at(0, 4096, 0))),
                new Offence(
                        "MEMORY_BEHIND_THE_FILE",
                        "cannot be used",
                        table(1, at(0, 4096, FakeFrontEnd.RAM))),
                new Offence(
                        "MEMORY_LONGER_THAN_THE_FILE",
                        "cannot be used",
                        table(1, at(0, FakeFrontEnd.RAM + 8, 0))),
                new Offence("MEMORY_WITHOUT_BYTES", "cannot be used", table(1, at(0, 0, 0))),
                new Offence(
                        "MEMORY_WITH_NEGATIVE_SIZE", "cannot be used", table(1, at(0, -4096, 0))),
                new Offence(
                        "MEMORY_FROM_HALF_A_PAGE", "cannot be used", table(1, at(0, 4096, 2048))),
                new Offence(
                        "MEMORY_FROM_BEFORE_THE_FILE",
                        "cannot be used",
                        table(1, at(0, 4096, -4096))),
                new Offence(
                        "MEMORY_PAST_THE_ADDRESS_SPACE",
                        "cannot be used",
                        table(1, at(-4096, 8192, 0))),
                new Offence("MEMORY_AT_AN_ODD_ADDRESS", "cannot be used", table(1, at(3, 4096, 0))),
                new Offence(
                        "MEMORY_OVERLAPPING",
                        "cannot be used",
                        table(2, at(0, 8192, 0), at(4096, 4096, 8192))),
                new Offence(
                        "SIZE_OF_RING_SEVEN",
                        "no ring 7",
                        owned(fake -> fake.ring(FrontEndRequest.SET_VRING_NUM, 7, 16))),
                new Offence(
                        "SIZE_OF_A_NEGATIVE_RING",
                        "no ring 4294967295",
                        owned(fake -> fake.ring(FrontEndRequest.SET_VRING_NUM, -1, 16))),
                new Offence(
                        "KICK_OF_THE_PEERS_RING",
                        "no ring 2",
                        owned(fake ->
                                fake.value(FrontEndRequest.SET_VRING_KICK, 2, fake.kick.fd()))),
                new Offence(
                        "ADDRESS_OF_RING_FOUR",
                        "no ring 4",
                        owned(fake ->
                                fake.send(new FrontEndMessage.VringAddress(4, 0, 0, 0, 0, 0)))),
                new Offence(
                        "STOP_OF_RING_NINE",
                        "no ring 9",
                        owned(fake -> fake.ring(FrontEndRequest.GET_VRING_BASE, 9, 0))),
                new Offence(
                        "ENABLE_OF_RING_THREE",
                        "no ring 3",
                        owned(fake -> fake.ring(FrontEndRequest.SET_VRING_ENABLE, 3, 1))),
                new Offence(
                        "RING_WITHOUT_ENTRIES",
                        "of 0 entries",
                        owned(fake -> fake.ring(FrontEndRequest.SET_VRING_NUM, 0, 0))),
                new Offence(
                        "RING_OF_TOO_MANY_ENTRIES",
                        "of 65536 entries",
                        owned(fake -> fake.ring(FrontEndRequest.SET_VRING_NUM, 0, 65536))),
                new Offence(
                        "ENABLED_TWICE_AS_MUCH",
                        "to 2",
                        running(fake -> fake.ring(FrontEndRequest.SET_VRING_ENABLE, 0, 2))),
                new Offence(
                        "ENABLED_WITHOUT_ANYTHING",
                        "enabled without",
                        owned(fake -> fake.ring(FrontEndRequest.SET_VRING_ENABLE, 0, 1))),
                new Offence(
                        "ENABLED_WITHOUT_MEMORY",
                        "enabled without",
                        owned(fake -> {
                            fake.describe(0, 16);
                            fake.ring(FrontEndRequest.SET_VRING_ENABLE, 0, 1);
                        })),
                new Offence(
                        "ENABLED_WITHOUT_FEATURES",
                        "do not work together",
                        owned(fake -> {
                            fake.tellMemory();
                            fake.describe(0, 16);
                            fake.ring(FrontEndRequest.SET_VRING_ENABLE, 0, 1);
                        })),
                new Offence(
                        "CONFIG_BEYOND_ITS_END",
                        "configuration offset=256",
                        owned(fake ->
                                fake.send(
                                        new FrontEndMessage.Config(
                                                FrontEndRequest.GET_CONFIG,
                                                new ConfigBytes(256, 0, new byte[1]))))),
                new Offence(
                        "CONFIG_BEFORE_ITS_START",
                        "configuration offset=-1",
                        owned(fake ->
                                fake.send(
                                        new FrontEndMessage.Config(
                                                FrontEndRequest.SET_CONFIG,
                                                new ConfigBytes(-1, 0, new byte[4]))))),
                new Offence(
                        "ANSWER_TO_NOTHING",
                        "unasked",
                        running(fake ->
                                fake.answerBytes(
                                        VhostCodec.encodeReply(9, new BackEndReply.Value(0))))),
                new Offence(
                        "ANSWER_TO_SOMETHING_ELSE",
                        "answer to 10 instead of 9",
                        asked(fake ->
                                fake.answerBytes(
                                        VhostCodec.encodeReply(10, new BackEndReply.Value(0))))),
                new Offence(
                        "ANSWER_THAT_IS_A_REQUEST",
                        "unasked",
                        asked(fake ->
                                fake.answerBytes(
                                        VhostCodec.encodeBackEnd(
                                                new BackEndMessage.ConfigChange())))),
                new Offence(
                        "ANSWER_OF_FOUR_BYTES",
                        "no number",
                        asked(fake -> {
                            byte[] bytes =
                                    Arrays.copyOf(
                                            VhostCodec.encodeReply(9, new BackEndReply.Value(0)),
                                            16);
                            bytes[8] = 4;
                            fake.answerBytes(bytes);
                        })),
                new Offence(
                        "ANSWER_WITH_DESCRIPTOR",
                        "1 descriptors instead of 0",
                        asked(fake ->
                                fake.answerBytes(
                                        VhostCodec.encodeReply(9, new BackEndReply.Value(0)),
                                        fake.kick.fd()))),
                new Offence(
                        "ANSWER_WITHOUT_VERSION",
                        "no header",
                        asked(fake -> fake.answerBytes(header(9, 4, 0)))),
                new Offence(
                        "ANSWER_TWICE",
                        "unasked",
                        asked(fake -> {
                            fake.answerBytes(VhostCodec.encodeReply(9, new BackEndReply.Value(0)));
                            fake.answerBytes(VhostCodec.encodeReply(9, new BackEndReply.Value(0)));
                        })));
    }

    /// A deed after the first messages.
    private static Deed owned(Deed next) {
        return fake -> {
            fake.negotiate(FakeFrontEnd.QEMU);
            next.commit(fake);
        };
    }

    /// A deed while the guest's device runs.
    private static Deed running(Deed next) {
        return fake -> {
            fake.start(HostileFrontEndTest.MODERN);
            next.commit(fake);
        };
    }

    /// A deed while the host waits for the answer to a map.
    private static Deed asked(Deed next) {
        return running(fake -> {
            fake.allocate();
            List<PassedFile> files = new ArrayList<>();
            fake.wish(files);
            for (PassedFile file : files) {
                file.close();
            }
            next.commit(fake);
        });
    }

    /// A header that claims `size` bytes, and nothing behind it.
    private static byte[] header(int request, int flags, int size) {
        byte[] bytes = VhostCodec.encodeFrontEnd(new FrontEndMessage.Unknown(request, 0), false);
        bytes[4] = (byte) flags;
        for (int i = 0; i < 4; i++) {
            bytes[8 + i] = (byte) (size >>> (8 * i));
        }
        return bytes;
    }

    /// A message with `size` bytes of zeros.
    private static Deed sized(FrontEndRequest request, int size) {
        return fake ->
                fake.bytes(
                        VhostCodec.encodeFrontEnd(
                                new FrontEndMessage.Unknown(request.wire(), size), false));
    }

    private static Deed table(int files, GuestRegionEntry... regions) {
        return owned(fake -> {
            int[] descriptors = new int[files];
            Arrays.fill(descriptors, fake.ram.fd());
            fake.send(new FrontEndMessage.MemoryTable(List.of(regions)), descriptors);
        });
    }

    private static GuestRegionEntry at(long guest, long size, long offset) {
        return new GuestRegionEntry(guest, size, guest, offset);
    }
}
