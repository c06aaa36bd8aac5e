/// Exporting: what, as what, and how far it got.
package ismscope.app.export;
