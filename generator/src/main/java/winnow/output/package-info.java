/** How results reach the disk: whole or not at all, with a manifest, and without losing anything of the user's. */
package winnow.output;
