import type { legal as source } from '../es/legal.ts'

export const legal: typeof source = {
  version: 'Version {{version}}',
  terms: {
    title: 'Terms of use',
    lead: 'What you can expect of us and what we ask of you, in short.',
    who: {
      title: 'What this is',
      text: 'Guelaguetza Connect brings people who visit Oaxaca together with hosts and workshops. The deal is between you and whoever receives you or sells to you; we take the payment, keep it until the deal is kept and pass it on, less a commission that is shown before you pay.',
    },
    account: {
      title: 'Your account',
      text: 'Use your name and an e-mail you read. Your password is yours alone; you can add a second factor or a passkey. Whoever sells or hosts is reviewed before they appear.',
    },
    buying: {
      title: 'Booking and buying',
      text: 'The price you see is the price you pay. Places and pieces are held while you pay and freed if you do not. If something was charged and there was no place or piece left, all of the money goes back.',
    },
    cancelling: {
      title: 'Cancelling and returning',
      text: 'Each experience says until when you can cancel and how much comes back; that is fixed when you book. Each workshop says how many days you have to return a piece. If the host or workshop cancels, you get everything back.',
    },
    selling: {
      title: 'Hosting and selling',
      text: 'Describe what is yours as it is, keep what you sold, and keep your times and stock up to date. Your share is sent after the visit or once the time for returns is over, and every centavo is in your statement.',
    },
    conduct: {
      title: 'How people treat each other',
      text: 'Insulting, deceiving, selling what is forbidden and pretending to be somebody else are not allowed. Anybody can report something; the team decides, tells you why, and you can appeal once to another person.',
    },
    changes: {
      title: 'When something changes',
      text: 'If these terms change, their version changes and we show it under Privacy, in your profile. You can close your account whenever nothing of yours is under way.',
    },
  },
  notice: {
    title: 'Privacy notice',
    lead: 'What we keep about you, what for, with whom we share it, and how you erase it.',
    mine: 'My data and my account',
    what: {
      title: 'What we keep',
      text: 'Your name, e-mail, language and, if you like, your picture and region. What you book and buy, where it is sent and a phone if you give one; a birth date only when you buy something for adults. What you write: reviews, questions and messages. Of each session the network address and the browser, so that you see where your account is open.',
    },
    why: {
      title: 'What for',
      text: 'To keep what you book and buy, tell you when something changes, answer complaints, look after your account and keep the books that the law asks for. News by e-mail is apart and only if you agree to it.',
    },
    who: {
      title: 'With whom',
      text: 'Whoever hosts you sees your name and your booking; the workshop, where to send. The payment provider gets the amount and your card, which never passes through us. We sell no data and show nobody else’s advertising.',
    },
    cookies: {
      title: 'Cookies and your device',
      text: 'We use one cookie for your session, another for your basket when you are not signed in, and some that last minutes while you sign in with a code or a passkey. Your phone keeps your tickets and your language for when there is no signal, and what you leave half written until you send it or sign out. There are no trackers.',
    },
    howLong: {
      title: 'For how long',
      text: 'As long as you have an account. Notices are erased after a little more than a year. When you close your account we erase what says who you are; amounts and dates stay without a name.',
    },
    rights: {
      title: 'Your rights',
      text: 'Under Privacy, in your profile, you can download all that is yours, take back the news and close your account. You correct your name, language and picture in your profile. These are your rights of access, rectification, erasure and objection.',
    },
    safety: {
      title: 'How we look after it',
      text: 'Passwords are kept by a computation that cannot be undone; the secrets of your codes are encrypted. We take the place where a photo was taken out of it. What the team sees or changes of yours is in a log that nobody can erase.',
    },
  },
}
