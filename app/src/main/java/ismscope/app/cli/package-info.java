/// The command line: what the user typed becomes one command, which is run to its exit code.
///
/// Entry type: [ismscope.app.cli.CommandLineProgram]. Guarantees:
/// 1. Commands other than the window's load no class of JavaFX.
/// 2. Whatever goes wrong is one sentence on standard error and an [ismscope.app.cli.ExitCode],
///    never a stack trace. Words nobody knows are answered with the nearest known one.
/// 3. When the reader of the output leaves, the program ends quietly.
package ismscope.app.cli;
