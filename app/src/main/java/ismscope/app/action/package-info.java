/// Everything a user can do, in one table: it fills the menus, the tool bar and the cheat sheet.
package ismscope.app.action;
