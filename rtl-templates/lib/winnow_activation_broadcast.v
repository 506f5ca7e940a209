// Sends the non-zero activations of a frame, each with its place in the stream, to all processing elements at once;
// zeros end here. The frame's last beat is always sent, marked as the end, even if its activation is 0.
`default_nettype none

module winnow_activation_broadcast #(
    parameter integer DATA_WIDTH   = 8,   // bits of an activation
    parameter integer COLUMNS      = 10,  // activations of a frame
    parameter integer COLUMN_WIDTH = 4    // at least clog2(COLUMNS) and 1
) (
    input  wire                    clk,
    input  wire                    rst,
    input  wire [DATA_WIDTH-1:0]   s_data,
    input  wire                    s_valid,
    output wire                    s_ready,
    output wire                    m_valid,
    input  wire                    m_ready,   // all processing elements can take it
    output wire                    m_end,
    output wire [COLUMN_WIDTH-1:0] m_column,
    output wire [DATA_WIDTH-1:0]   m_activation
);
    localparam integer COLUMN_LAST = COLUMNS - 1;

    reg [COLUMN_WIDTH-1:0] column_reg;

    wire needed = m_end || s_data != {DATA_WIDTH{1'b0}};

    assign m_end        = column_reg == COLUMN_LAST[COLUMN_WIDTH-1:0];
    assign m_column     = column_reg;
    assign m_activation = s_data;
    assign m_valid      = s_valid && needed && m_ready;
    assign s_ready      = m_ready;

    always @(posedge clk) begin
        if (s_valid && s_ready) begin
            column_reg <= m_end ? {COLUMN_WIDTH{1'b0}} : column_reg + 1'b1;
        end
        if (rst) begin
            column_reg <= {COLUMN_WIDTH{1'b0}};
        end
    end
endmodule

`default_nettype wire
