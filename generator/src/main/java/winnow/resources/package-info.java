/** What a design takes of a device: predicted from the output model, for families of devices as Yosys synthesises them. */
package winnow.resources;
