// Proves that winnow_nonzero_scan sends every activation that is not zero, and that the frame has, exactly once, lowest
// place first, with its column; that the end mark is on the frame's last one, a zero if the last beat has none; that
// it sends only when there is room, and that a beat without anything to send does not wait for room.
`default_nettype none

module winnow_nonzero_scan_properties #(
    parameter integer WIDTH        = 1,
    parameter integer VALUES       = 3,
    parameter integer COLUMN_WIDTH = 4,
    parameter [VALUES-1:0] LAST_MASK = {VALUES{1'b1}}
) (
    input wire                    clk,
    input wire                    rst,
    input wire [VALUES*WIDTH-1:0] s_data,
    input wire                    s_last,
    input wire                    s_valid,
    input wire                    room
);
    localparam integer STRIDE      = 1 << $clog2(VALUES);
    localparam integer PLACE_WIDTH = $clog2(VALUES + 1);

    wire                    s_ready;
    wire                    sent;
    wire                    m_valid;
    wire                    m_end;
    wire [COLUMN_WIDTH-1:0] m_column;
    wire [WIDTH-1:0]        m_activation;

    winnow_nonzero_scan #(
        .WIDTH(WIDTH),
        .VALUES(VALUES),
        .COLUMN_WIDTH(COLUMN_WIDTH),
        .LAST_MASK(LAST_MASK)
    ) u_scan (
        .clk(clk),
        .rst(rst),
        .s_data(s_data),
        .s_last(s_last),
        .s_valid(s_valid),
        .s_ready(s_ready),
        .room(room),
        .sent(sent),
        .m_valid(m_valid),
        .m_end(m_end),
        .m_column(m_column),
        .m_activation(m_activation)
    );

    reg                    started = 1'b0;
    reg                    s_stalled;
    reg [VALUES*WIDTH-1:0] s_stalled_data;
    reg                    s_stalled_last;
    reg [PLACE_WIDTH-1:0]  from;           // places of the beat that are left
    reg [COLUMN_WIDTH-1:0] column;         // of the beat's first place
    reg                    is_sent;        // what must be at the output
    reg                    is_end;
    reg [COLUMN_WIDTH-1:0] is_column;
    reg [WIDTH-1:0]        is_activation;
    reg [1:0]              frames;
    reg                    waited;
    reg                    zero_end;

    // the next place that has something to send, and whether another one follows
    reg                    some;
    reg                    more;
    reg [PLACE_WIDTH-1:0]  next;
    integer                i;
    always @* begin
        some = 1'b0;
        more = 1'b0;
        next = {PLACE_WIDTH{1'b0}};
        for (i = 0; i < VALUES; i = i + 1) begin
            if (i >= from && s_data[i*WIDTH +: WIDTH] != {WIDTH{1'b0}} && (!s_last || LAST_MASK[i])) begin
                more = some;
                next = some ? next : i;
                some = 1'b1;
            end
        end
    end

    wire must_send = s_valid && room && (some || s_last);
    wire must_take = !more && (room || !(some || s_last));

    always @(posedge clk) begin
        started        <= 1'b1;
        s_stalled      <= s_valid && !s_ready;
        s_stalled_data <= s_data;
        s_stalled_last <= s_last;
        is_sent        <= must_send;
        is_end         <= s_last && !more;
        is_column      <= column + (some ? next : {PLACE_WIDTH{1'b0}});
        is_activation  <= some ? s_data >> (next * WIDTH) : {WIDTH{1'b0}};
        waited         <= waited || (s_valid && some && !room);
        zero_end       <= zero_end || (must_send && !some);
        if (s_valid && must_take) begin
            from   <= {PLACE_WIDTH{1'b0}};
            column <= s_last ? {COLUMN_WIDTH{1'b0}} : column + STRIDE;
            frames <= frames + {1'b0, s_last};
        end else if (must_send) begin
            from <= next + 1'b1;
        end
        if (rst) begin
            s_stalled <= 1'b0;
            is_sent   <= 1'b0;
            from      <= {PLACE_WIDTH{1'b0}};
            column    <= {COLUMN_WIDTH{1'b0}};
            frames    <= 2'd0;
            waited    <= 1'b0;
            zero_end  <= 1'b0;
        end
    end

    always @* begin
        assume (started || rst);
        if (started) begin
            if (s_stalled) begin
                assume (s_valid && s_data == s_stalled_data && s_last == s_stalled_last);
            end
            assert (sent == must_send);
            assert (s_ready == must_take || !s_valid);
            assert (m_valid == is_sent);
            if (m_valid) begin
                assert (m_end == is_end && m_column == is_column && m_activation == is_activation);
            end
            cover (frames == 2'd2 && waited && zero_end && m_valid && m_end);
            cover (m_valid && column == 2 * STRIDE && from == VALUES - 1);
        end
    end
endmodule

`default_nettype wire
