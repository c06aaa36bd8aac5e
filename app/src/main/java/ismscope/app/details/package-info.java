/// The current event in depth: its fields as a tree and its bytes, each selecting the other.
package ismscope.app.details;
