/** Types of safetensors whose numbers have 16 bits: IEEE 754's, and the upper half of a float of 32 bits. */
export type HalfType = "F16" | "BF16";

const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

/** Numbers of 16 bits as floats of 32; none changes. @param bytes little-endian, two for each of `into` */
export function widenHalves(bytes: Uint8Array, type: HalfType, into: Float32Array): void {
  const widen = type === "F16" ? widenF16 : (half: number): number => half << 16;
  const target = new Uint32Array(into.buffer, into.byteOffset, into.length);
  for (let i = 0; i < into.length; i++) target[i] = widen(bytes[2 * i] | (bytes[2 * i + 1] << 8));
}

/** Bits of a float from those of a half: the exponent's bias is 127 instead of 15, and a small half gets a leading 1. */
function widenF16(half: number): number {
  const sign = (half & 0x8000) << 16;
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  if (exponent === 31) return sign | 0x7f800000 | (fraction << 13);
  if (exponent > 0) return sign | ((exponent + 112) << 23) | (fraction << 13);
  float[0] = fraction * 2 ** -24;
  return sign | bits[0];
}

/**
 * Rounds numbers to 16 bits, to the nearest, of two equally near ones to the even one. One that is too large becomes
 * infinite.
 *
 * @returns little-endian bytes, two for each number
 */
export function roundToHalves(numbers: Float32Array | Float64Array, type: HalfType): Uint8Array {
  const round = type === "F16" ? roundToF16 : roundToBF16;
  const bytes = new Uint8Array(2 * numbers.length);
  for (let i = 0; i < numbers.length; i++) {
    const half = round(numbers[i]);
    bytes[2 * i] = half & 255;
    bytes[2 * i + 1] = half >> 8;
  }
  return bytes;
}

/** A half has 11 digits from 2^-14 on, and steps of 2^-24 below. */
function roundToF16(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (!(size < 65520)) return sign | (Number.isNaN(value) ? 0x7e00 : 0x7c00);
  const exponent = Math.max(-14, size === 0 ? -14 : floorLog2(size));
  const whole = roundToEven(size * 2 ** (10 - exponent)); // up to 2048, which carries into the exponent
  return sign | (((exponent + 14) << 10) + whole);
}

/** A bfloat16 is a float without its lower 16 bits; 8 digits. Rounds once, also from a double. */
function roundToBF16(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (!Number.isFinite(size)) return sign | (Number.isNaN(value) ? 0x7fc0 : 0x7f80);
  const exponent = Math.max(-126, size === 0 ? -126 : floorLog2(size));
  const whole = roundToEven((size / 2 ** exponent) * 128);
  return sign | Math.min(0x7f80, ((exponent + 126) << 7) + whole);
}

function floorLog2(value: number): number {
  const exponent = Math.floor(Math.log2(value));
  if (2 ** exponent > value) return exponent - 1;
  return 2 ** (exponent + 1) <= value ? exponent + 1 : exponent;
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}
