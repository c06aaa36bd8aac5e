package ismscope.inspector.lint;

/// Rights on a region and the event that set them.
///
/// @param event -1 if it was not seen
/// @param rights bits of `PermissionSet`
record Grant(long event, long rights) {}
