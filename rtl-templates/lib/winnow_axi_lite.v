// AXI4-Lite subordinate of 32 bits in front of a register bus. Addresses and data of writes come in any order; a
// write and a read pass every clock, one beside the other, if the manager takes the responses. All ready and valid
// outputs are registers or come from one register alone. A response comes the clock after its request was taken at
// the earliest. The low two bits of an address are ignored: an access is a whole word, and the strobes say which
// bytes of it are written.
//
// Register bus: in the clock of `write` the write happens, in that of `read` the read; what is read, and both
// responses, are wanted in that very clock.
`default_nettype none

module winnow_axi_lite #(
    parameter integer ADDRESS_WIDTH = 12   // bits of a byte's address, at least 3
) (
    input  wire                     clk,
    input  wire                     rst,
    input  wire [ADDRESS_WIDTH-1:0] s_axi_awaddr,
    input  wire [2:0]               s_axi_awprot,
    input  wire                     s_axi_awvalid,
    output wire                     s_axi_awready,
    input  wire [31:0]              s_axi_wdata,
    input  wire [3:0]               s_axi_wstrb,
    input  wire                     s_axi_wvalid,
    output wire                     s_axi_wready,
    output reg  [1:0]               s_axi_bresp,
    output reg                      s_axi_bvalid,
    input  wire                     s_axi_bready,
    input  wire [ADDRESS_WIDTH-1:0] s_axi_araddr,
    input  wire [2:0]               s_axi_arprot,
    input  wire                     s_axi_arvalid,
    output wire                     s_axi_arready,
    output reg  [31:0]              s_axi_rdata,
    output reg  [1:0]               s_axi_rresp,
    output reg                      s_axi_rvalid,
    input  wire                     s_axi_rready,
    output wire                     write,
    output wire [ADDRESS_WIDTH-3:0] write_word,      // address by 4
    output wire [31:0]              write_data,
    output wire [31:0]              write_mask,      // bits whose byte has its strobe
    input  wire [1:0]               write_response,
    output wire                     read,
    output wire [ADDRESS_WIDTH-3:0] read_word,       // address by 4
    input  wire [31:0]              read_data,
    input  wire [1:0]               read_response
);
    wire       write_address_valid;
    wire       write_data_valid;
    wire       read_address_valid;
    wire [3:0] write_strobe;

    winnow_axi_lite_skid #(
        .WIDTH(ADDRESS_WIDTH - 2)
    ) u_write_address (
        .clk(clk),
        .rst(rst),
        .s_valid(s_axi_awvalid),
        .s_ready(s_axi_awready),
        .s_data(s_axi_awaddr[ADDRESS_WIDTH-1:2]),
        .m_valid(write_address_valid),
        .m_ready(write),
        .m_data(write_word)
    );

    winnow_axi_lite_skid #(
        .WIDTH(36)
    ) u_write_data (
        .clk(clk),
        .rst(rst),
        .s_valid(s_axi_wvalid),
        .s_ready(s_axi_wready),
        .s_data({s_axi_wstrb, s_axi_wdata}),
        .m_valid(write_data_valid),
        .m_ready(write),
        .m_data({write_strobe, write_data})
    );

    winnow_axi_lite_skid #(
        .WIDTH(ADDRESS_WIDTH - 2)
    ) u_read_address (
        .clk(clk),
        .rst(rst),
        .s_valid(s_axi_arvalid),
        .s_ready(s_axi_arready),
        .s_data(s_axi_araddr[ADDRESS_WIDTH-1:2]),
        .m_valid(read_address_valid),
        .m_ready(read),
        .m_data(read_word)
    );

    assign write      = write_address_valid && write_data_valid && (!s_axi_bvalid || s_axi_bready);
    assign read       = read_address_valid && (!s_axi_rvalid || s_axi_rready);
    assign write_mask = {{8{write_strobe[3]}}, {8{write_strobe[2]}}, {8{write_strobe[1]}}, {8{write_strobe[0]}}};

    wire unused_address = &{1'b0, s_axi_awprot, s_axi_awaddr[1:0], s_axi_arprot, s_axi_araddr[1:0]};

    always @(posedge clk) begin
        if (write) begin
            s_axi_bresp <= write_response;
        end
        if (read) begin
            s_axi_rdata <= read_data;
            s_axi_rresp <= read_response;
        end
        s_axi_bvalid <= write || (s_axi_bvalid && !s_axi_bready);
        s_axi_rvalid <= read || (s_axi_rvalid && !s_axi_rready);
        if (rst) begin
            s_axi_bvalid <= 1'b0;
            s_axi_rvalid <= 1'b0;
        end
    end
endmodule

`default_nettype wire
