package winnow.emit;

import org.stringtemplate.v4.STErrorListener;
import org.stringtemplate.v4.misc.STMessage;

/** Turns whatever StringTemplate would only print into an exception: truncated Verilog must not leave this package. */
final class TemplateComplaint implements STErrorListener {
    @Override
    public void compileTimeError(STMessage message) {
        throw new IllegalStateException("template does not compile: " + message);
    }

    @Override
    public void runTimeError(STMessage message) {
        throw new IllegalStateException("template does not render: " + message, message.cause);
    }

    @Override
    public void IOError(STMessage message) {
        throw new IllegalStateException("template cannot be read: " + message, message.cause);
    }

    @Override
    public void internalError(STMessage message) {
        throw new IllegalStateException("template engine failed: " + message, message.cause);
    }
}
