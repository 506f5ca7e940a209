package winnow.picture;

import java.util.List;
import java.util.Optional;
import winnow.planner.Plan;

/**
 * The accelerator as boxes and streams; coordinates in pixels, text escaped for XML.
 *
 * @param title   of the picture
 * @param summary what the plan makes of its budget
 */
public record PipelinePicture(String title, String summary, int width, int height, List<Stream> streams, List<Box> boxes) {
    public PipelinePicture {
        streams = List.copyOf(streams);
        boxes = List.copyOf(boxes);
    }

    /**
     * An engine, or an end of the pipeline.
     *
     * @param x        left edge
     * @param y        upper edge
     * @param engine   whether it is one
     * @param name     shortened if it would not fit the box
     * @param fullName as the model has it
     * @param limiting whether no other takes longer
     */
    public record Box(int x, int y, boolean engine, String name, String fullName, String kind, String detail, boolean limiting,
            Optional<Bar> bar) {}

    /**
     * Load as a bar.
     *
     * @param width  pixels of the bar that are filled
     * @param load   percentage of the interval
     * @param cycles per frame
     */
    public record Bar(int width, String load, String cycles) {}

    /**
     * A stream from one box to another.
     *
     * @param path  data of an SVG path
     * @param label pixels per beat; absent if another stream of the same box has it
     */
    public record Stream(String path, Optional<Label> label) {}

    /** Text that starts at a point. */
    public record Label(int x, int y, String text) {}

    /** Draws a plan. */
    public static PipelinePicture of(Plan plan) {
        return new PipelineDrawing(plan.network().name(), PipelineDrawing.summary(plan), PipelineGraph.of(plan)).picture();
    }
}
