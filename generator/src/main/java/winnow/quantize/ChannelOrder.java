package winnow.quantize;

/** In which order a network wants the colours of a pixel. Winnow's images, and its hardware's input, are RGB. */
public enum ChannelOrder {
    RGB,
    BGR;

    /** The channel of an RGB image that the network's channel is; an involution, so it converts both ways. */
    public int imageChannel(int channel, int channels) {
        return this == BGR ? channels - 1 - channel : channel;
    }
}
