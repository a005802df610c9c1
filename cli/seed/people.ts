import type { Chance } from "#cli/seed/chance"
import type { Person } from "#schemas/ticket/words"

const first =
  "Aisha Alexander Amélie Ananya Andrés Anna Ayşe Beatriz Bram Camille Carlos Chen Chidi Chloé Daniel Daria Diego Elif Emeka Emma Fatima Felix Freya Giulia Grace Hamza Hannah Hiroshi Ingrid Isabel Ivan Jamal Jana Jonas José Julia Kaito Karim Katarzyna Keira Lars Leila Lena Liam Linh Luca Lucía Magnus Maja Marek Maria Mateo Mei Mila Mohammed Nadia Nia Niamh Noah Olga Oliver Omar Paul Priya Rafael Ravi Rosa Ruth Samira Sanjay Sara Sean Sofia Søren Sven Tamás Tariq Thandiwe Theo Thomas Tom Ulrike Valentina Viktor Wei Wanjiru Xavier Yara Yusuf Zofia".split(
    " ",
  )

const last =
  "Adeyemi Ahmed Andersson Bauer Becker Bernard Brown Carvalho Castillo Chowdhury Costa Dubois Ekström Evans Farah Fernández Fischer Fontaine García Gupta Hansen Haddad Hoffmann Horváth Hughes Ito Ivanova Jansen Johnson Kaya Keller Khan Kim Kovács Kowalski Kumar Larsen Lefèvre Lehmann Lindqvist López MacLeod Mahlangu Marino Martin Meyer Mensah Moreau Müller Murphy Nakamura Ndiaye Nguyen Nielsen Novák O'Brien Okafor Olsen Papadopoulos Patel Pereira Petrov Popescu Ricci Rossi Santos Sato Schmidt Schneider Sharma Silva Singh Smith Suzuki Taylor Tremblay Usman Vandenberg Vargas Virtanen Wagner Walker Wang Weber Williams Wójcik Yamamoto Yılmaz Zhang Zimmermann".split(
    " ",
  )

const hosts = ["example.com", "example.org", "example.net"]

/** Letters that Unicode does not take apart into a base and an accent. */
const plain: Record<string, string> = { ø: "o", ł: "l", ı: "i", ß: "ss" }

const ascii = (name: string) =>
  name
    .toLowerCase()
    .replace(/[øłıß]/g, (letter) => plain[letter] ?? "")
    .normalize("NFD")
    .replace(/[^a-z]/g, "")

/** How many people write to the desk; the lower the number, the more often. */
const population = 900

/** A customer. The same number is always the same person, and nobody real: addresses are of reserved domains. */
const person = (number: number): Person => {
  const firstName = first[number % first.length] ?? "Ann"
  const lastName = last[(number * 37 + Math.floor(number / first.length)) % last.length] ?? "Archer"
  const host = hosts[number % hosts.length]
  return { firstName, lastName, email: `${ascii(firstName)}.${ascii(lastName)}${number}@${host}` }
}

/** Somebody who writes; some write again and again. */
export const writer = (chance: Chance): Person => person(Math.floor(chance.number() ** 2 * population))
