/// The program's own pictures: toolbar actions, node kinds and the program's icon.
///
/// Entry type: [ismscope.app.icons.Icon]. The files are in the folder `icons/` of the project and
/// are packaged beside this package's classes; their grid and licence are in its LICENCES.md.
/// Guarantee: each [ismscope.app.icons.Icon] has a file and each file is an icon. Thread: reading
/// is free, nodes belong to the JavaFX thread. A missing or broken file is a bug of ours and
/// throws.
package ismscope.app.icons;
