import type { partners as source } from '../es/partners.ts'

export const partners: typeof source = {
  role: { OWNER: 'Owner', MANAGER: 'Manager', HELPER: 'Helper' },
  team: 'Team',
  bar: {
    worksFor: 'You work for',
    state: {
      PAUSED: 'Paused: nobody can book or buy. What was sold stands.',
      CLOSED: 'Closed: nothing is seen or sold. What was sold stands and is to be done.',
      HIDDEN: 'Hidden by the team of Guelaguetza Connect. Your notices say why.',
    },
  },
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
  state: {
    title: { host: 'Whether people see you', seller: 'Whether people see your workshop' },
    chip: { OPEN: 'Open', PAUSED: 'Paused', CLOSED: 'Closed', HIDDEN: 'Hidden' },
    body: {
      OPEN: 'Everything you published can be seen, booked and bought.',
      PAUSED: 'Nobody can book or buy until you open again. What was sold before stays as it is.',
      CLOSED:
        'Nothing of yours is shown any more. To come back send a new application: your page and your past are kept.',
      HIDDEN: 'The Guelaguetza Connect team hid it. See your notices: the reason is there, and how to answer.',
    },
    pause: 'Take a break',
    resume: 'Open again',
    close: { host: 'Stop offering', seller: 'Close the workshop' },
    pauseTitle: 'Take a break?',
    closeTitle: { host: 'Stop offering?', seller: 'Close the workshop?' },
    ask: {
      pause:
        'What you offer is not shown until you open again. What people booked or bought stays as it is and is to be fulfilled.',
      close:
        'What you offer is never shown again. What people booked or bought is to be fulfilled, and what you earned is paid to you. To come back you would send another application.',
    },
    ahead: {
      host_one: 'You have {{count}} confirmed booking ahead.',
      host_other: 'You have {{count}} confirmed bookings ahead.',
      seller_one: 'You have {{count}} paid order to deliver.',
      seller_other: 'You have {{count}} paid orders to deliver.',
    },
    aheadNone: {
      host: 'You have no confirmed bookings ahead.',
      seller: 'You have no orders to deliver.',
    },
    aheadThen: {
      host: {
        pause: 'They stand: welcome your guests as always.',
        close:
          'They stand: welcome your guests as always, and you are paid. Cancel in your calendar any time you cannot do, and its guests get everything back. Your schedules open no new dates.',
      },
      seller: {
        pause: 'They stand: send them or hand them over as always.',
        close:
          'They stand and stay in your orders: send them or hand them over as always, and you are paid. Cancel there any that you cannot fulfil, and its buyer gets everything back.',
      },
    },
    aheadStill: {
      host: 'They are still in your bookings: welcome your guests as always, and you are paid.',
      seller: 'They are still in your orders: send them or hand them over as always, and you are paid.',
    },
    done: {
      pause: 'Paused. Nobody can buy from you or book now.',
      resume: 'Open again.',
      close: 'Closed. Thank you for what you did here.',
    },
  },
}
