package ismscope.device.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxTest {
    private final Inbox inbox = new Inbox();
    private final List<String> done = new ArrayList<>();

    private Inbox.Message message(String name, boolean canWait) {
        return new Inbox.Message() {
            @Override
            public void run() {
                done.add(name);
            }

            @Override
            public boolean canWait() {
                return canWait;
            }
        };
    }

    /// Serves descriptors: what comes of them is posted, and postponed by a command.
    private final class Serving implements Rest {
        private final boolean inSleep;
        private boolean served;

        Serving(boolean inSleep) {
            this.inSleep = inSleep;
        }

        private boolean serve() {
            if (served) {
                return false;
            }
            served = true;
            inbox.post(message("later", true));
            inbox.post(message("command before", false));
            inbox.catchUp();
            return true;
        }

        @Override
        public boolean glance() {
            return !inSleep && serve();
        }

        @Override
        public void sleep() {
            if (!inSleep || !serve()) {
                throw new AssertionError("sleeps with a message postponed");
            }
        }

        @Override
        public void wake() {
            // It is the same thread.
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMessagePostponedWhileItLooksOrSleepsIsNotForgotten(boolean inSleep) {
        inbox.restWith(new Serving(inSleep));
        inbox.take().run();
        assertThat(done).containsExactly("command before", "later");
    }

    @Test
    void postponedMessagesComeFirst() {
        inbox.restWith(new Serving(false));
        inbox.post(message("first", true));
        inbox.catchUp();
        inbox.post(message("second", true));
        inbox.take().run();
        inbox.take().run();
        assertThat(done).startsWith("first");
    }
}
