/// What a sequence diagram has in its rows: messages, of which those that are said again and again
/// are folded.
///
/// Entry types: [ismscope.inspector.sequence.MessageFolding] goes through a session,
/// [ismscope.inspector.sequence.MessageFolds] is what it found,
/// [ismscope.inspector.sequence.FoldedRows] are the rows with some folds opened.
///
/// 1. A message is an event of one of the kinds of [ismscope.inspector.sequence.Messages], counted
///    from 0.
/// 2. A fold is a stretch of messages in which a few of them, a command and its reply or a doorbell
///    and what came of it, follow each other again and again. Two are the same if kind, device,
///    token, flags, command and ack are; of interrupts also vector and cause, of notifications that
///    were swallowed also reason and count.
/// 3. Folds are kept in columns outside the heap; a row costs the logarithm of their number.
/// 4. One thread goes through the session; what it found is for any and does not change.
package ismscope.inspector.sequence;
