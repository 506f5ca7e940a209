/**
 * ONNX files (onnx.ai, IR version 3 and later, operator sets from 7 on) to {@link winnow.network.Network} and back.
 * What is honoured, folded and refused is listed in {@code docs/onnx.md}.
 */
package winnow.onnx;
