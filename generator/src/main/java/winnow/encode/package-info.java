/** How the hardware stores weights, and what every encoding takes: pruned positions and codes to bits. */
package winnow.encode;
