package ismscope.app.cli;

import ismscope.device.tap.Severity;
import ismscope.inspector.control.BackendAddress;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.export.FindingJson;
import ismscope.inspector.export.FindingListing;
import ismscope.inspector.export.JunitReport;
import ismscope.inspector.export.TimeFormat;
import ismscope.inspector.lint.Finding;
import ismscope.inspector.lint.Findings;
import ismscope.inspector.lint.LintRule;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ismscope check`: what is wrong in a recording or a running backend, for people and for builds.
@Command(
        name = "check",
        header =
                "Checks a recording or a running backend against the rules of virtio and"
                        + " virtio-ism, with proof.",
        description = {
            "%nPrints findings by rule, the most severe first, each with the events that prove it."
                    + " Of a running backend they are printed as they arise; the JUnit report and"
                    + " the exit code come in the end. All rules: docs/lint-rules.md, or -G.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ismscope check -r session.pcapng",
            "  ismscope check -r session.pcapng --rules -unused-region,-1008",
            "  ismscope check -r session.pcapng --fail-on error --junit findings.xml",
            "  ismscope check -i unix:./ism --for 1m --fail-on error",
            "%nExit codes: 0 nothing at or above --fail-on, 1 something, 2 command line wrong,"
                    + " 3 input unreadable."
        })
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = {"-r", "--read"},
            paramLabel = "FILE",
            description = "The recording: pcapng, also as .gz or .zst.")
    private @Nullable Path file;

    @Mixin private final AttachOptions attach = new AttachOptions();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "With -i: how long, as 10s (default: until it ends, or Ctrl+C).")
    private @Nullable Duration duration;

    @Mixin private final RuleOptions chosen = new RuleOptions();

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description =
                    "note, warn or error: from there on a finding gives exit code 1"
                            + " (default: warn).")
    private FailOn failOn = FailOn.WARN;

    @Option(
            names = "--junit",
            paramLabel = "XML",
            description = "Also write a JUnit report: a test case for each rule.")
    private @Nullable Path junit;

    @Option(
            names = "--json",
            description =
                    "A JSON array with an object for each finding; with -i an object on each line.")
    private boolean json;

    @Option(names = "-G", description = "List the rules instead of checking.")
    private boolean listRules;

    private enum FailOn {
        NOTE(Severity.NOTE),
        WARN(Severity.WARN),
        ERROR(Severity.ERROR);

        private final Severity severity;

        FailOn(Severity severity) {
            this.severity = severity;
        }
    }

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        List<LintRule> rules = chosen.rules();
        if (listRules) {
            rules.forEach(this::printRule);
            return ExitCode.DONE;
        }
        BackendAddress backend = attach.address().orElse(null);
        if (backend != null && file != null) {
            throw new CommandFailure(ExitCode.USAGE, "-r and -i exclude each other.");
        }
        if (backend != null) {
            return live(backend, rules);
        }
        if (file == null) {
            throw new CommandFailure(ExitCode.USAGE, "--read FILE is missing, or -i unix:DIR.");
        }
        if (duration != null) {
            throw new CommandFailure(ExitCode.USAGE, "--for belongs to -i.");
        }
        try (OpenRecording recording = OpenRecording.of(file, console)) {
            SessionSnapshot snapshot = recording.snapshot();
            if (json) {
                printJson(snapshot.findings(), rules);
            } else {
                new FindingListing(snapshot, TimeFormat.RELATIVE)
                        .list(rules::contains, console::line);
                summarize(snapshot.findings(), rules);
            }
            return end(file.toString(), snapshot.findings(), rules);
        }
    }

    private int live(BackendAddress backend, List<LintRule> rules)
            throws CommandFailure, InterruptedException {
        AttachedCheck check =
                new AttachedCheck(
                        backend,
                        console,
                        duration,
                        (snapshot, finding) -> {
                            if (rules.contains(finding.rule())) {
                                tell(snapshot, finding);
                            }
                        });
        Findings findings = check.run().findings();
        if (!json) {
            summarize(findings, rules);
        }
        return end(backend.toString(), findings, rules);
    }

    private void tell(SessionSnapshot snapshot, Finding finding) {
        if (json) {
            console.line(FindingJson.of(finding));
        } else {
            new FindingListing(snapshot, TimeFormat.RELATIVE).one(finding, console::line);
        }
    }

    private int end(String name, Findings findings, List<LintRule> rules) throws CommandFailure {
        if (junit != null) {
            report(junit, new JunitReport(name, findings, rules, this::fails));
        }
        return rules.stream().anyMatch(rule -> fails(rule) && findings.count(rule) > 0)
                ? ExitCode.FAILED
                : ExitCode.DONE;
    }

    private boolean fails(LintRule rule) {
        return rule.severity().compareTo(failOn.severity) >= 0;
    }

    private void printRule(LintRule rule) {
        console.line(
                "%s\t%s\t%s\t%s\t%s"
                        .formatted(
                                rule.id(),
                                rule.slug(),
                                rule.severityWord(),
                                rule.clause(),
                                rule.text().title()));
    }

    private void summarize(Findings findings, List<LintRule> rules) {
        long count = rules.stream().mapToLong(findings::count).sum();
        console.line(
                "%s in %s, %s%s."
                        .formatted(
                                ValueText.count(count, "finding"),
                                ValueText.count(findings.eventCount(), "event"),
                                ValueText.count(rules.size(), "rule"),
                                findings.gapCount() == 0
                                        ? ""
                                        : "; silent across "
                                                + ValueText.count(findings.gapCount(), "gap")));
    }

    private void printJson(Findings findings, List<LintRule> rules) {
        List<Finding> wanted =
                findings.all().stream().filter(finding -> rules.contains(finding.rule())).toList();
        console.line("[");
        for (int i = 0; i < wanted.size(); i++) {
            console.line(FindingJson.of(wanted.get(i)) + (i < wanted.size() - 1 ? "," : ""));
        }
        console.line("]");
    }

    private static void report(Path target, JunitReport report) throws CommandFailure {
        try {
            Files.writeString(target, report.xml());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "%s cannot be written: %s.".formatted(target, Failures.reason(e)));
        }
    }
}
