package ismscope.app.cli;

import ismscope.app.Launcher;
import picocli.CommandLine.IVersionProvider;

/// The version that the build gave the module, and the Java it runs on.
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "Ismscope %s (capture format 1, virtio-ism draft of 2022)".formatted(version()),
            "Java %s, %s %s"
                    .formatted(
                            Runtime.version(),
                            System.getProperty("os.name"),
                            System.getProperty("os.arch"))
        };
    }

    /// {@return the program's version, "unknown" where it runs outside of its module}
    static String version() {
        return java.util.Optional.ofNullable(Launcher.class.getModule().getDescriptor())
                .flatMap(java.lang.module.ModuleDescriptor::rawVersion)
                .orElse("unknown");
    }
}
