/// The views of the window: FXML files by name, and their loader.
package ismscope.app.fxml;
