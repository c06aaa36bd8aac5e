/// One decoded moment: its record, its fields with byte ranges, its line of text.
package ismscope.inspector.event;
