package winnow.link;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import winnow.network.InvalidInputException;

/** A serial port of this computer: 8 data bits, no parity, one stop bit, no flow control. */
public final class SerialTransport implements Transport {
    private static final int DATA_BITS = 8;
    /** Numbers of Linux and macOS. */
    private static final int ACCESS_DENIED = 13;
    private static final int BUSY = 16;

    private final String name;
    private final SerialPort port;

    private SerialTransport(String name, SerialPort port) {
        this.name = name;
        this.port = port;
    }

    /**
     * Opens a port.
     *
     * @param name such as {@code /dev/ttyUSB1} or {@code COM3}
     * @throws InvalidInputException if there is no such port, or it cannot be used
     */
    public static SerialTransport open(String name, int baud) {
        SerialPort port;
        try {
            port = SerialPort.getCommPort(name);
        } catch (SerialPortInvalidPortException e) {
            throw new InvalidInputException("--port: there is no port " + name + "; " + present());
        }
        port.setComPortParameters(baud, DATA_BITS, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
        if (!port.openPort(0)) {
            throw new InvalidInputException("--port: " + name + " cannot be opened: " + reason(port.getLastErrorCode()) + "; " + present());
        }
        return new SerialTransport(name, port);
    }

    private static String reason(int code) {
        return switch (code) {
            case ACCESS_DENIED -> "permission denied (on Linux, become a member of the group 'dialout')";
            case BUSY -> "another program uses it";
            default -> "the system's error " + code;
        };
    }

    private static String present() {
        List<String> names = Arrays.stream(SerialPort.getCommPorts()).map(SerialPort::getSystemPortPath).sorted().toList();
        return names.isEmpty() ? "no serial port is present: is the board plugged in?" : "present are " + String.join(", ", names);
    }

    @Override
    public void send(byte[] bytes) throws IOException {
        for (int sent = 0; sent < bytes.length; ) {
            int count = port.writeBytes(bytes, bytes.length - sent, sent);
            if (count < 0) {
                throw lost();
            }
            sent += count;
        }
    }

    @Override
    public int receive(byte[] buffer, Duration longest) throws IOException {
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, (int) Math.max(1, longest.toMillis()), 0);
        int count = port.readBytes(buffer, buffer.length);
        if (count < 0) {
            throw lost();
        }
        return count;
    }

    private IOException lost() {
        return new IOException(name + ": the port is gone; was the board unplugged?");
    }

    @Override
    public void close() {
        port.closePort();
    }
}
