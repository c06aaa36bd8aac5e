/// The sequence diagram: who told whom what, one message below the other.
package ismscope.app.sequence;
