/// Whole captures: what is in one, and several made one.
///
/// Entry types: [ismscope.inspector.files.CaptureSurvey], [ismscope.inspector.files.CaptureMerger].
/// Both read block by block and keep no index: memory does not grow with the file.
///
/// Errors: [ismscope.inspector.capture.CaptureException] for what cannot be read,
/// [java.io.IOException] with a sentence for people for what cannot be written.
package ismscope.inspector.files;
