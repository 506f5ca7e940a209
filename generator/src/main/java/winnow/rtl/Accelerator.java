package winnow.rtl;

import java.util.List;
import java.util.Optional;

/**
 * The top: the frame guard and the engines behind it.
 *
 * @param beatNotes   what the last beats of a frame have in the places of pixels that they do not hold
 * @param inputWidth  bits of a beat
 * @param inputBeats  of a frame
 * @param outputWidth bits of a beat
 * @param loads     whether weights are loaded at start
 * @param inputFork if several engines read the input
 * @param memories  whether any engine's memories have contents that come from files
 * @param last      the last stream's name
 */
public record Accelerator(
        String name,
        String comment,
        String inputComment,
        String outputComment,
        List<String> beatNotes,
        int inputWidth,
        int inputBeats,
        int outputWidth,
        boolean memories,
        boolean loads,
        Optional<Fork> inputFork,
        List<Stage> stages,
        String last)
        implements OutputModule {
    /**
     * A stream that several engines read.
     *
     * @param branches how many
     */
    public record Fork(String stream, int branches) {}

    /**
     * A stream that an engine reads.
     *
     * @param port   prefix of the engine's ports
     * @param branch which branch of a stream that is forked; empty if nothing else reads it
     */
    public record Source(String port, String stream, Optional<Integer> branch) {}

    /**
     * An engine and the stream that it writes.
     *
     * @param memories  whether its memories have contents that come from files
     * @param loads     whether its weights are loaded at start
     * @param lastStage whether the stream is the accelerator's output
     */
    public record Stage(
            String module,
            String stream,
            List<Source> sources,
            String comment,
            int outputPixels,
            int outputWidth,
            boolean memories,
            boolean loads,
            boolean lastStage,
            Optional<Fork> fork) {}
}
