package winnow.link;

import java.io.IOException;

/** A request that failed, in words; the next try may succeed. */
public class LinkException extends IOException {
    private static final long serialVersionUID = 1L;

    public LinkException(String problem) {
        super(problem);
    }
}
