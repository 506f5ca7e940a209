// CRC-16 of a stream of bits, lowest bit of each byte first: the polynomial x^16 + x^12 + x^5 + 1 of CCITT, reflected,
// all ones at the start, no final inversion (known as CRC-16/MCRF4XX; of the ASCII text "123456789" it is 6F91 hex).
// Sent low byte first behind its message it leaves zero, and while it is sent, its own bits only shift it out.
`default_nettype none

module winnow_uart_crc (
    input  wire        clk,
    input  wire        clear,    // starts anew, whatever `valid` says
    input  wire        s_valid,
    input  wire        s_bit,
    output reg  [15:0] crc
);
    localparam [15:0] POLYNOMIAL = 16'h8408;

    wire feedback = s_bit ^ crc[0];

    always @(posedge clk) begin
        if (s_valid) begin
            crc <= {1'b0, crc[15:1]} ^ (POLYNOMIAL & {16{feedback}});
        end
        if (clear) begin
            crc <= 16'hFFFF;
        end
    end
endmodule

`default_nettype wire
