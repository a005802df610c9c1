import { isOurs, type Language } from "#core/triage/language"
import type { Priority } from "#schemas/ticket/words"

type Words = {
  hello: (name: string) => string
  received: (product: string) => string
  next: Record<Priority, string>
  safety: string
  regards: string
}

const words: Record<Language, Words> = {
  en: {
    hello: (name) => `Hello ${name},`,
    received: (product) =>
      `thank you for your message about ${product}. We have received it and a person will read it.`,
    next: {
      CRITICAL: "It is treated as critical: somebody is looking at it now.",
      HIGH: "It is treated with high priority.",
      MEDIUM: "A colleague will come back to you.",
      LOW: "A colleague will come back to you; until then you need do nothing.",
    },
    safety: "If anybody is in danger, move away from it first and call your local emergency services.",
    regards: "Kind regards,\nThe support team",
  },
  de: {
    hello: (name) => `Guten Tag ${name},`,
    received: (product) =>
      `vielen Dank für Ihre Nachricht zu ${product}. Sie ist bei uns angekommen und wird von einem Menschen gelesen.`,
    next: {
      CRITICAL: "Wir behandeln sie als kritisch: Jemand kümmert sich jetzt darum.",
      HIGH: "Wir behandeln sie vorrangig.",
      MEDIUM: "Eine Kollegin oder ein Kollege meldet sich bei Ihnen.",
      LOW: "Eine Kollegin oder ein Kollege meldet sich bei Ihnen; bis dahin müssen Sie nichts tun.",
    },
    safety: "Falls jemand in Gefahr ist: Bitte zuerst Abstand halten und den örtlichen Notruf wählen.",
    regards: "Freundliche Grüße\nIhr Support-Team",
  },
  fr: {
    hello: (name) => `Bonjour ${name},`,
    received: (product) =>
      `merci pour votre message au sujet de ${product}. Nous l'avons bien reçu et une personne va le lire.`,
    next: {
      CRITICAL: "Il est traité comme critique : quelqu'un s'en occupe en ce moment.",
      HIGH: "Il est traité en priorité.",
      MEDIUM: "Un collègue reviendra vers vous.",
      LOW: "Un collègue reviendra vers vous ; d'ici là, vous n'avez rien à faire.",
    },
    safety: "Si quelqu'un est en danger, éloignez-vous d'abord et appelez les secours.",
    regards: "Cordialement,\nL'équipe du support",
  },
  es: {
    hello: (name) => `Hola, ${name}:`,
    received: (product) => `gracias por su mensaje sobre ${product}. Lo hemos recibido y lo leerá una persona.`,
    next: {
      CRITICAL: "Lo tratamos como crítico: alguien lo está mirando ahora.",
      HIGH: "Lo tratamos con prioridad alta.",
      MEDIUM: "Un compañero se pondrá en contacto con usted.",
      LOW: "Un compañero se pondrá en contacto con usted; hasta entonces no tiene que hacer nada.",
    },
    safety: "Si alguien está en peligro, aléjese primero y llame a los servicios de emergencia.",
    regards: "Un saludo,\nEl equipo de soporte",
  },
  it: {
    hello: (name) => `Buongiorno ${name},`,
    received: (product) => `grazie per il suo messaggio su ${product}. Lo abbiamo ricevuto e lo leggerà una persona.`,
    next: {
      CRITICAL: "Lo trattiamo come critico: qualcuno se ne sta occupando ora.",
      HIGH: "Lo trattiamo con priorità alta.",
      MEDIUM: "Un collega le risponderà.",
      LOW: "Un collega le risponderà; fino ad allora non deve fare nulla.",
    },
    safety: "Se qualcuno è in pericolo, si allontani prima di tutto e chiami i soccorsi.",
    regards: "Cordiali saluti,\nIl team di assistenza",
  },
  nl: {
    hello: (name) => `Hallo ${name},`,
    received: (product) => `bedankt voor uw bericht over ${product}. Het is aangekomen en wordt door een mens gelezen.`,
    next: {
      CRITICAL: "We behandelen het als kritiek: er kijkt nu iemand naar.",
      HIGH: "We behandelen het met hoge prioriteit.",
      MEDIUM: "Een collega neemt contact met u op.",
      LOW: "Een collega neemt contact met u op; tot dan hoeft u niets te doen.",
    },
    safety: "Is er iemand in gevaar: neem eerst afstand en bel het alarmnummer.",
    regards: "Met vriendelijke groet,\nHet supportteam",
  },
  pl: {
    hello: (name) => `Dzień dobry, ${name},`,
    received: (product) => `dziękujemy za wiadomość w sprawie ${product}. Dotarła do nas i przeczyta ją człowiek.`,
    next: {
      CRITICAL: "Traktujemy ją jako krytyczną: ktoś zajmuje się nią w tej chwili.",
      HIGH: "Traktujemy ją priorytetowo.",
      MEDIUM: "Odezwie się do Pani/Pana ktoś z zespołu.",
      LOW: "Odezwie się do Pani/Pana ktoś z zespołu; do tego czasu nie trzeba nic robić.",
    },
    safety: "Jeśli komuś grozi niebezpieczeństwo, proszę najpierw się odsunąć i zadzwonić na numer alarmowy.",
    regards: "Z poważaniem\nZespół wsparcia",
  },
  pt: {
    hello: (name) => `Olá, ${name},`,
    received: (product) => `obrigado pela sua mensagem sobre ${product}. Já a recebemos e será lida por uma pessoa.`,
    next: {
      CRITICAL: "Está a ser tratada como crítica: alguém está a ver o assunto agora.",
      HIGH: "Está a ser tratada com prioridade alta.",
      MEDIUM: "Um colega entrará em contacto consigo.",
      LOW: "Um colega entrará em contacto consigo; até lá não precisa de fazer nada.",
    },
    safety: "Se alguém estiver em perigo, afaste-se primeiro e ligue para os serviços de emergência.",
    regards: "Com os melhores cumprimentos,\nA equipa de apoio",
  },
}

/** A name that can stand in mail that we sign: one word of letters, or two, on one line. No sentence passes. */
const properName = /^\p{L}[\p{L}\p{M}'-]{0,29}(?: \p{L}[\p{L}\p{M}'-]{0,29})?$/u
/** The same of a product, which has up to four words, with digits. No address or link passes. */
const properProduct = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}'+&-]*(?: [\p{L}\p{M}\p{N}'+&-]+){0,3}$/u

const unnamed: Record<Language, { name: string; product: string }> = {
  en: { name: "", product: "your request" },
  de: { name: "", product: "Ihrem Anliegen" },
  fr: { name: "", product: "votre demande" },
  es: { name: "", product: "su consulta" },
  it: { name: "", product: "la sua richiesta" },
  nl: { name: "", product: "uw vraag" },
  pl: { name: "", product: "zgłoszenia" },
  pt: { name: "", product: "o seu pedido" },
}

export type Acknowledged = {
  firstName: string
  product: string
  /** ISO 639-1; English where the desk has no words of its own. */
  language: string | undefined
  priority: Priority
  /** Whether somebody may be hurt: then what counts first is said first. */
  endangers: boolean
}

/**
 * The honest answer where nothing is known that would help: it came, a person reads it, and how urgent it is held. It
 * gives no advice and promises nothing, and has of the customer's words a proper first name and product name only.
 */
export const acknowledgement = ({
  firstName,
  product,
  language: written,
  priority,
  endangers,
}: Acknowledged): string => {
  const language = isOurs(written) ? written : "en"
  const { hello, received, next, safety, regards } = words[language]
  const { name: nobody, product: something } = unnamed[language]
  const greeted = hello(properName.test(firstName) ? firstName : nobody).replace(/[ ,]*([,:])$/, "$1")
  return [
    `${greeted}\n\n${received(properProduct.test(product) ? product : something)}`,
    ...(endangers ? [safety] : []),
    next[priority],
    regards,
  ].join("\n\n")
}
