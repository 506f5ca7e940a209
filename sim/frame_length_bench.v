// Sends frames that end too early or too late into an accelerator and looks whether it reports them, gives every frame
// its whole output all the same, and computes the frames behind them right. For any simulator of Verilog-2001; with
// Icarus, in the folder of the memory files:
//   iverilog -g2005 -s frame_length_bench -Pframe_length_bench.INPUTS=... -Pframe_length_bench.OUTPUTS=... FILES
// The FOLDER has `frames_in.hex` and `frames_out.hex`, one beat a line: tlast in bit 16 above the data; for inputs above
// that error_short and error_long as they must be when the beat is taken. Prints PASS, or what is wrong.
`timescale 1ns / 1ps
`default_nettype none

module frame_length_bench;
    parameter         FOLDER  = ".";   // has the two files of beats
    parameter integer INPUTS  = 1;     // beats to send
    parameter integer OUTPUTS = 1;     // beats to expect
    parameter integer STALL   = 0;     // 1: random gaps and stalls

    localparam integer LIMIT  = 200000;  // clocks; then it hangs
    localparam integer SETTLE = 2000;    // clocks after the last beat in which no other may come

    reg         clk = 1'b0;
    reg         rst = 1'b1;
    reg  [18:0] to_send   [0:INPUTS-1];
    reg  [16:0] to_expect [0:OUTPUTS-1];
    reg  [31:0] dice      = 32'd1;
    integer     sent      = 0;
    integer     received  = 0;
    integer     clocks    = 0;
    integer     quiet     = 0;
    integer     faults    = 0;

    reg  [15:0] s_data  = 16'd0;
    reg         s_valid = 1'b0;
    reg         s_last  = 1'b0;
    reg         m_ready = 1'b0;
    wire        s_ready;
    wire [15:0] m_data;
    wire        m_valid;
    wire        m_last;
    wire        error_short;
    wire        error_long;

    winnow_testbench dut (
        .clk(clk),
        .rst(rst),
        .s_data(s_data),
        .s_valid(s_valid),
        .s_ready(s_ready),
        .s_last(s_last),
        .m_data(m_data),
        .m_valid(m_valid),
        .m_ready(m_ready),
        .m_last(m_last),
        .error_short(error_short),
        .error_long(error_long),
        .tap_valid(),
        .tap_last(),
        .tap_data()
    );

    initial begin
        $readmemh({FOLDER, "/frames_in.hex"}, to_send);
        $readmemh({FOLDER, "/frames_out.hex"}, to_expect);
    end

    always #5 clk = !clk;

    // Inputs change at the falling edge; what the rising edge sees is looked at just before it.
    always @(negedge clk) begin
        dice = dice * 32'd1664525 + 32'd1013904223;
        rst  <= clocks < 5;
        if (clocks >= 5 && (!s_valid || accepted)) begin
            s_valid <= sent < INPUTS && (STALL == 0 || dice[31:30] == 2'd0);
            s_last  <= sent < INPUTS && to_send[sent][16];
            s_data  <= sent < INPUTS ? to_send[sent][15:0] : 16'hA5A5;
        end
        m_ready <= STALL == 0 || dice[29:28] != 2'd0;
    end

    reg accepted = 1'b0;

    always @(posedge clk) begin
        clocks   <= clocks + 1;
        accepted <= s_valid && s_ready && !rst;
        if (s_valid && s_ready && !rst) begin
            if ({error_long, error_short} !== to_send[sent][18:17]) begin
                complain("error flags before input beat", sent);
            end
            sent = sent + 1;
        end
        if (m_valid && m_ready && !rst) begin
            if (received >= OUTPUTS) begin
                complain("a surplus output beat,", received);
            end else if ({m_last, m_data} !== to_expect[received]) begin
                complain("tlast or data of output beat", received);
            end
            received = received + 1;
        end
        quiet <= (sent == INPUTS && received >= OUTPUTS) ? quiet + 1 : 0;
        if (clocks == LIMIT) begin
            complain("no end: output beats so far", received);
        end
        if (clocks == LIMIT || quiet == SETTLE) begin
            if ({error_long, error_short} !== 2'b11) begin
                complain("error flags at the end, output beat", received);
            end
            if (faults == 0) begin
                $display("PASS %0d beats", received);
            end
            $finish;
        end
    end

    task complain(input [8*40-1:0] what, input integer number);
        begin
            faults = faults + 1;
            if (faults <= 10) begin
                $display("FAIL in clock %0d: %0s %0d", clocks, what, number);
            end
        end
    endtask
endmodule

`default_nettype wire
