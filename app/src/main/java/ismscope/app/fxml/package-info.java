/// The views of the window: FXML files by name, their loader, and the veil that some lie on.
package ismscope.app.fxml;
