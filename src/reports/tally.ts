import {
  type ByteReader,
  type ByteWriter,
  byteWriter,
  readBytes,
  readVarint,
  unzigzag,
  writeByte,
  writeVarint,
  written,
  zigzag,
} from './varint.ts'
import { eachEntry } from './vector.ts'

/**
 * Reports of one format added up, cell by cell. Every sum says how many of the reports did not
 * state the cell and for how many it did not apply. Addition and subtraction are exact inverses,
 * so a roll-up can be kept by taking out what stood and putting in what stands.
 */
export interface Tally {
  reports: number
  late: number
  /** Names the revisions counted, in whatever order: the sum of their marks modulo 2^256. */
  readonly digest: Uint8Array
  readonly sums: Float64Array
  readonly notStated: Float64Array
  readonly notApplicable: Float64Array
}

/** What a report puts into a tally: its vector, whether it was late, and its revision's mark. */
export interface Counted {
  readonly vector: Uint8Array
  readonly late: boolean
  /** SHA-256 over who filed what (store/mark.ts). */
  readonly mark: Uint8Array
}

/** Bytes of a mark, and of a sum of marks. */
export const DIGEST = 32

/** A sum beyond 2^53 - 1, which a number can no longer hold exactly. */
export class SumTooLarge extends Error {}

/** Nothing added up yet; `length` is the number of cells of the format. */
export function emptyTally(length: number): Tally {
  const all = new Float64Array(3 * length)
  return {
    reports: 0,
    late: 0,
    digest: new Uint8Array(DIGEST),
    sums: all.subarray(0, length),
    notStated: all.subarray(length, 2 * length),
    notApplicable: all.subarray(2 * length),
  }
}

/** Adds a report's vector, or takes it out again with `times` -1. */
export function tallyReport(tally: Tally, { vector, late, mark }: Counted, times: 1 | -1): void {
  tally.reports += times
  addMark(tally.digest, mark, times)
  if (late) tally.late += times
  eachEntry(vector, (index, value) => {
    if (value === null) increase(tally.notStated, index, times)
    else if (value === 'n/a') increase(tally.notApplicable, index, times)
    else increase(tally.sums, index, value * times)
  })
}

/** Adds another tally of the same format, or takes it out. */
export function tallyTally(tally: Tally, other: Tally, times: 1 | -1): void {
  tally.reports += other.reports * times
  tally.late += other.late * times
  addMark(tally.digest, other.digest, times)
  addAll(tally.sums, other.sums, times)
  addAll(tally.notStated, other.notStated, times)
  addAll(tally.notApplicable, other.notApplicable, times)
}

function addAll(to: Float64Array, from: Float64Array, times: 1 | -1): void {
  for (let i = 0; i < from.length; i++) {
    const value = from[i] as number
    if (value !== 0) increase(to, i, value * times)
  }
}

/** Addition or subtraction modulo 2^256, low byte first. */
export function addMark(digest: Uint8Array, mark: Uint8Array, times: 1 | -1): void {
  let carry = 0
  for (let i = 0; i < DIGEST; i++) {
    const sum = (digest[i] ?? 0) + times * (mark[i] ?? 0) + carry
    digest[i] = sum & 0xff
    carry = sum >> 8
  }
}

function increase(values: Float64Array, index: number, by: number): void {
  values[index] = exact((values[index] ?? 0) + by)
}

/** A sum that a number holds and a varint carries. Throws SumTooLarge. */
export function exact(sum: number): number {
  if (sum > Number.MAX_SAFE_INTEGER || sum < -(2 ** 52)) throw new SumTooLarge('A sum passes 2^53')
  return sum
}

export const isEmpty = (tally: Tally): boolean => tally.reports === 0

/** A tally as bytes: the counts, then each part as its number of entries, distances and values. */
export function encodeTally(tally: Tally): Buffer {
  const to = byteWriter()
  writeVarint(to, tally.reports)
  writeVarint(to, tally.late)
  for (const byte of tally.digest) writeByte(to, byte)
  for (const part of [tally.sums, tally.notStated, tally.notApplicable]) writePart(to, part)
  return written(to)
}

function writePart(to: ByteWriter, values: Float64Array): void {
  let entries = 0
  for (const value of values) if (value !== 0) entries++
  writeVarint(to, entries)
  let gap = 0
  for (const value of values) {
    if (value === 0) {
      gap++
      continue
    }
    writeVarint(to, gap)
    writeVarint(to, zigzag(value))
    gap = 0
  }
}

/** `length` is the number of cells of the format. */
export function decodeTally(bytes: Uint8Array, length: number): Tally {
  const tally = emptyTally(length)
  addEncoded(tally, bytes)
  return tally
}

/** Adds a tally that is still in bytes, or takes it out. */
export function addEncoded(tally: Tally, bytes: Uint8Array, times: 1 | -1 = 1): void {
  const from: ByteReader = { bytes, position: 0 }
  tally.reports += readVarint(from) * times
  tally.late += readVarint(from) * times
  addMark(tally.digest, readBytes(from, DIGEST), times)
  addPart(tally.sums, from, times)
  addPart(tally.notStated, from, times)
  addPart(tally.notApplicable, from, times)
}

function addPart(values: Float64Array, from: ByteReader, times: 1 | -1): void {
  let index = -1
  for (let entries = readVarint(from); entries > 0; entries--) {
    index += readVarint(from) + 1
    increase(values, index, unzigzag(readVarint(from)) * times)
  }
}

/** What stands at the head of a tally in bytes, without reading the rest. */
export function headOf(bytes: Uint8Array): Pick<Tally, 'reports' | 'late' | 'digest'> {
  const from: ByteReader = { bytes, position: 0 }
  return { reports: readVarint(from), late: readVarint(from), digest: readBytes(from, DIGEST) }
}
