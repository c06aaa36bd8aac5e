/// All words the window says, from one resource bundle, and how numbers and times are written.
package ismscope.app.text;
