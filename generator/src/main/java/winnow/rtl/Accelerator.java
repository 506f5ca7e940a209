package winnow.rtl;

import java.util.List;

/**
 * The top: the engines in a row behind the frame guard.
 *
 * @param memories whether any engine's memories have contents that come from files
 * @param last     the last stream's name
 */
public record Accelerator(
        String name,
        String comment,
        String inputComment,
        String outputComment,
        int inputWidth,
        int inputBeats,
        int outputWidth,
        boolean memories,
        List<Stage> stages,
        String last)
        implements OutputModule {
    /**
     * An engine and the stream that it writes.
     *
     * @param memories  whether its memories have contents that come from files
     * @param lastStage whether the stream is the accelerator's output
     */
    public record Stage(
            String module, String stream, String source, String comment, int outputWidth, boolean memories, boolean lastStage) {}
}
