/** What a request may still do: requests left, and seconds until the bucket is full or not empty. */
export interface Draught {
  readonly left: number
  readonly fullIn: number
  /** Seconds to wait when there was nothing left; 0 when the request may pass. */
  readonly wait: number
}

interface Bucket {
  tokens: number
  at: number
}

const MOST_BUCKETS = 50_000

/** Token buckets of `quota` requests that fill up again within a minute, one for each caller. */
export function buckets(quota: number, now: () => number): (caller: string) => Draught {
  const perMillisecond = quota / 60_000
  const known = new Map<string, Bucket>()

  function make(caller: string): Bucket {
    if (known.size >= MOST_BUCKETS) known.delete(known.keys().next().value as string)
    const bucket = { tokens: quota, at: now() }
    known.set(caller, bucket)
    return bucket
  }

  return (caller) => {
    const bucket = known.get(caller) ?? make(caller)
    const at = now()
    // A clock that was set back, or is none, must not empty anybody's bucket.
    const passed = at > bucket.at ? at - bucket.at : 0
    bucket.tokens = Math.min(quota, bucket.tokens + passed * perMillisecond)
    bucket.at = at
    const passes = bucket.tokens >= 1
    if (passes) bucket.tokens--
    const { tokens } = bucket
    return {
      left: Math.floor(tokens),
      fullIn: Math.ceil((quota - tokens) / perMillisecond / 1000),
      wait: passes ? 0 : Math.max(1, Math.ceil((1 - tokens) / perMillisecond / 1000)),
    }
  }
}
