// How a STATUS word came about: which fields made it, over which other words, so that it can be shown and replayed.

type FieldValue = string | number | boolean

/** A field that the word depends on. */
export interface Fact {
  readonly path: string
  readonly value: FieldValue
}

/**
 * One step of the derivation.
 * `won`: this field is the word, or decided it. `needed`: without this field another rule would have spoken.
 * `beaten`: this field gave a word that a later rule replaced. `hidden`: the word says nothing of this field.
 */
export interface Step extends Fact {
  readonly part: 'won' | 'needed' | 'beaten' | 'hidden'
  readonly so: string
}

interface Claim {
  readonly word: string
  readonly so: string
  readonly facts: readonly Fact[]
}

/** Collects the words that the rules say, in order; the last one stands. */
export class Trace {
  readonly #claims: Claim[] = []

  /** A rule gives a word. The first fact is the one that speaks; the others are what the rule also asked. */
  say(word: string, so: string, facts: readonly Fact[]): void {
    this.#claims.push({ word, so, facts })
  }

  /** A rule that looks at the word so far and replaces it: what made that word stays part of the proof. */
  replace(word: string, so: string, facts: readonly Fact[]): void {
    const before = this.#claims.at(-1)
    this.#claims.push({ word, so, facts: [...facts, ...(before?.facts ?? [])] })
  }

  /** The word that stands. */
  get word(): string {
    return this.#claims.at(-1)?.word ?? ''
  }

  /** The steps: first what won and what it needed, then what it beat, the last beaten first. */
  steps(): Step[] {
    const claims = this.#claims.toReversed()
    const [winner, ...beaten] = claims
    if (winner === undefined) return []
    const steps: Step[] = winner.facts.map((fact, index) => ({
      ...fact,
      part: index === 0 ? 'won' : 'needed',
      so: index === 0 ? winner.so : 'this rule needs it',
    }))
    const named = new Set(winner.facts.map((fact) => fact.path))
    for (const claim of beaten) {
      const [fact] = claim.facts
      if (fact === undefined || named.has(fact.path)) continue
      named.add(fact.path)
      steps.push({
        ...fact,
        part: 'beaten',
        so: `would be ${claim.word === '' ? 'an empty word' : claim.word}`,
      })
    }
    return steps
  }
}
