import type { partners as source } from '../es/partners.ts'

export const partners: typeof source = {
  role: { OWNER: 'Owner', MANAGER: 'Manager', HELPER: 'Helper' },
  bar: { worksFor: 'You work for' },
  gate: {
    signInTitle: 'Sign in to go on',
    signIn: {
      HOST: 'Whoever offers experiences looks after their visitors here.',
      SELLER: 'A workshop looks after its orders here.',
    },
    signInButton: 'Sign in',
    none: {
      HOST: {
        title: 'What you offer goes here',
        body: 'This account does not offer experiences yet and is in no host’s team. You can apply; it is read within days.',
      },
      SELLER: {
        title: 'Your workshop goes here',
        body: 'This account has no workshop yet and is in no workshop’s team. You can apply; it is read within days.',
      },
    },
    apply: 'How to begin',
    roleTitle: 'This is in other hands',
    role: {
      HELPER:
        'At {{name}} you are a helper: you check in guests and prepare orders. The rest is with those who run the business.',
      MANAGER: 'At {{name}} only the owner sees this.',
    },
    workplace: 'Go to my work',
    failed: 'We could not open your work.',
  },
}
