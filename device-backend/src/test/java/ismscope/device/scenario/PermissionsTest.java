package ismscope.device.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.Decoded;
import ismscope.device.protocol.IsmCodec;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.TapRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermissionsTest {
    @Test
    void everyGrantAndRefusalIsAnsweredAsItMustBe() throws Exception {
        assertThat(String.join("\n", answers()))
                .isEqualTo(
                        """
                        -- vm1 allocates a region: it may do everything with it
                        vm1 allocates 1: OK
                        -- default rights: who has the token may attach, read and write
                        vm2 attaches for READ|WRITE: OK
                        vm2 detaches: OK
                        vm2 attaches for none: OK
                        vm2 detaches: OK
                        -- CLEAN_DEFAULT: nobody without a grant of its own may attach
                        vm1 grants all READ|WRITE|ATTACH|CLEAN_DEFAULT: OK
                        vm2 attaches for READ|WRITE: PERM_EATTACH
                        vm2 attaches for none: PERM_EATTACH
                        -- READ and WRITE without ATTACH let nobody in
                        vm1 grants all READ|WRITE: OK
                        vm2 attaches for READ: PERM_EATTACH
                        -- ATTACH without READ and WRITE lets nobody see
                        vm1 grants all ATTACH: OK
                        vm2 attaches for READ: PERM_EREAD
                        vm2 attaches for WRITE: PERM_EWRITE
                        -- read only: asking for more is refused
                        vm1 grants all READ|ATTACH: OK
                        vm2 attaches for READ|WRITE: PERM_EWRITE
                        vm2 attaches for WRITE: PERM_EWRITE
                        vm2 attaches for READ: OK
                        vm2 detaches: OK
                        -- write only
                        vm1 grants all WRITE|ATTACH: OK
                        vm2 attaches for READ|WRITE: PERM_EREAD
                        vm2 attaches for READ: PERM_EREAD
                        vm2 attaches for WRITE: OK
                        vm2 detaches: OK
                        -- a grant for one device takes the place of the default
                        vm1 grants all READ|WRITE|ATTACH|CLEAN_DEFAULT: OK
                        vm1 grants 3 READ|WRITE|ATTACH: OK
                        vm3 attaches for READ|WRITE: OK
                        vm2 attaches for READ: PERM_EATTACH
                        vm3 detaches: OK
                        vm1 grants all READ|WRITE|ATTACH: OK
                        vm1 grants 3 READ|ATTACH: OK
                        vm3 attaches for READ|WRITE: PERM_EWRITE
                        vm3 attaches for READ: OK
                        -- a grant for a device that may appear later is kept
                        vm1 grants 9223372036854775807 READ|WRITE|ATTACH: OK
                        -- only who holds MANAGE may grant
                        vm2 attaches for READ|WRITE: OK
                        vm2 grants all READ|WRITE|ATTACH: PERM_EATTACH
                        vm2 grants 3 READ|WRITE|ATTACH: PERM_EATTACH
                        -- MANAGE can be passed on, and taken away again
                        vm1 grants 2 READ|WRITE|ATTACH|MANAGE: OK
                        vm2 grants 3 READ|ATTACH: OK
                        vm2 grants all READ|WRITE|ATTACH|CLEAN_DEFAULT: OK
                        vm1 grants 2 READ|WRITE|ATTACH: OK
                        vm2 grants all READ|WRITE|ATTACH: PERM_EATTACH
                        -- rights of an attached device are narrowed at once
                        vm3 detaches: OK
                        vm2 detaches: OK
                        vm2 attaches for READ|WRITE: OK
                        vm1 grants 2 READ|ATTACH: OK
                        -- rights of an attached device are withdrawn: it is detached at once
                        vm1 grants 2 none: OK
                        vm2 detaches: ENOENT
                        vm2 attaches for READ: PERM_EATTACH
                        -- tokens of no region, and regions one is not attached to
                        vm2 attaches for READ|WRITE: ENOENT
                        vm2 attaches for READ|WRITE: ENOENT
                        vm2 detaches: ENOENT
                        vm2 grants all READ|WRITE|ATTACH: ENOENT
                        vm2 grants 3 READ|WRITE|ATTACH: ENOENT
                        vm2 binds vector 3: ENOENT
                        vm2 detaches: ENOENT
                        vm2 binds vector 3: ENOENT
                        -- commands that make no sense
                        vm1 allocates 0: ERR
                        vm1 attaches for READ|WRITE: ERR
                        vm1 binds vector 16: ERR
                        vm1 binds vector 3: OK
                        vm1 malformed: ERR
                        vm1 malformed: ERR
                        -- no room in the device memory
                        vm1 allocates 1073741825: ENOSPEC
                        vm1 allocates 1073741824: ENOSPEC
                        vm2 allocates 1073741824: OK
                        vm1 attaches for READ|WRITE: ENOSPEC
                        vm2 detaches: OK
                        -- no room in the reply: nothing changes, and the device says how much it needs
                        vm1 allocates 1: E2BIG
                        vm1 grants all READ|WRITE|ATTACH: OK
                        vm3 attaches for none: E2BIG
                        -- a region lives on without its owner, and is gone with its last device
                        vm1 grants 3 READ|WRITE|ATTACH: OK
                        vm3 attaches for READ|WRITE: OK
                        vm3 detaches: OK
                        vm3 attaches for READ|WRITE: ENOENT\
                        """);
    }

    private static List<String> answers() throws ScenarioFailed {
        TapLog log = Played.of("permissions", Duration.ofMinutes(5));
        List<String> answers = new ArrayList<>();
        String asked = "";
        for (TapLog.Entry entry : log.entries()) {
            switch (entry.record()) {
                case TapRecord.Mark(String text) -> answers.add("-- " + text);
                case TapRecord.Request request -> asked = text(request.bytes());
                case TapRecord.Reply reply ->
                        answers.add(
                                "vm%d %s: %s"
                                        .formatted(
                                                entry.device(),
                                                asked,
                                                Ack.fromCode(reply.bytes()[0] & 0xff)));
                default -> {}
            }
        }
        return answers;
    }

    private static String text(byte[] command) {
        return switch (IsmCodec.decodeCommand(command)) {
            case Decoded.Malformed<ControlCommand> _ -> "malformed";
            case Decoded.Valid<ControlCommand>(ControlCommand valid) ->
                    switch (valid) {
                        case ControlCommand.AllocRegion(long size) -> "allocates " + size;
                        case ControlCommand.AttachRegion(_, int rights) ->
                                "attaches for " + new PermissionSet(rights);
                        case ControlCommand.DetachRegion _ -> "detaches";
                        case ControlCommand.GrantDefault(_, PermissionSet rights) ->
                                "grants all " + rights;
                        case ControlCommand.GrantDevice(_, PermissionSet rights, long devid) ->
                                "grants " + devid + " " + rights;
                        case ControlCommand.SetEventVector(_, long vector) ->
                                "binds vector " + vector;
                    };
        };
    }
}
