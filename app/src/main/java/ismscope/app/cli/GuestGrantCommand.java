package ismscope.app.cli;

import ismscope.device.guest.CommandRefused;
import ismscope.device.guest.IsmDriver;
import ismscope.device.peer.ProcessPeer;
import ismscope.device.protocol.PermissionSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/// `ismscope guest grant`: joins a region and sets who may do what with it.
@Command(
        name = "grant",
        header = "Joins a region and sets who may do what with it.",
        description = "%nThe guest must have been granted to manage the region.%n")
final class GuestGrantCommand implements Callable<Integer> {
    private final Console console;

    @ParentCommand private @Nullable GuestCommand guest;

    @Parameters(
            index = "0",
            paramLabel = "TOKEN",
            converter = TokenConverter.class,
            description = "The region's token, as alloc prints it.")
    private long token;

    @Parameters(
            index = "1",
            paramLabel = "RIGHTS",
            converter = RightsConverter.class,
            description = "Letters of r(ead), w(rite), a(ttach) and m(anage), or none; as rwa.")
    private PermissionSet rights = PermissionSet.NOTHING;

    @Option(
            names = "--device",
            paramLabel = "DEVID",
            description = "Of this device; without it, of all that have no grant of their own.")
    private @Nullable Long device;

    GuestGrantCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        return GuestWork.of(guest).run(this::grant);
    }

    private void grant(ProcessPeer peer) throws CommandFailure {
        IsmDriver driver = peer.driver();
        try {
            driver.attach(token);
            if (device == null) {
                driver.grantDefault(token, rights);
            } else {
                driver.grant(token, device, rights);
            }
            console.line(
                    "%s: %s may %s"
                            .formatted(
                                    TokenConverter.text(token),
                                    device == null ? "others" : "device " + device,
                                    rights));
        } catch (CommandRefused e) {
            throw GuestWork.failure(
                    "cannot grant rights on %s".formatted(TokenConverter.text(token)), e);
        }
    }

    /// Reads letters of rights.
    static final class RightsConverter implements ITypeConverter<PermissionSet> {
        @Override
        public PermissionSet convert(String value) {
            long bits = 0;
            if (!value.equals("none")) {
                for (int letter : value.chars().toArray()) {
                    bits |=
                            switch (letter) {
                                case 'r' -> PermissionSet.READ;
                                case 'w' -> PermissionSet.WRITE;
                                case 'a' -> PermissionSet.ATTACH;
                                case 'm' -> PermissionSet.MANAGE;
                                default ->
                                        throw new TypeConversionException(
                                                "\"%s\" are no rights; write r, w, a, m or none"
                                                        .formatted(value));
                            };
                }
            }
            return new PermissionSet(bits);
        }
    }
}
