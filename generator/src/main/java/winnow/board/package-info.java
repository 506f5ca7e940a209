/** Boards as data: what {@code constraints/<board>/} says of their devices, pins and clocks. */
package winnow.board;
