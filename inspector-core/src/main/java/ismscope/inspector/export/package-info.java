/// Sessions in other formats.
package ismscope.inspector.export;
