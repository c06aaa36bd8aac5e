/// Columns that find events quickly while the capture grows.
package ismscope.inspector.index;
